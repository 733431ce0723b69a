// ---- Offline: on localhost and HTTPS a service worker keeps the guides read last; a plain HTTP address has none.

// Its start costs as much as the page's own: it waits until the reader has the page.
if (isSecureContext) addEventListener('load', () => whenIdle(() => navigator.serviceWorker?.register('/sw.js').catch(() => {})));
