// ---- Offline: on localhost and HTTPS a service worker keeps the guides read last; a plain HTTP address has none.

if (isSecureContext) navigator.serviceWorker?.register('/sw.js').catch(() => {});
