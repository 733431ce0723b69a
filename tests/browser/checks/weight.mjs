// What a first visit costs: bytes on the wire, requests, and who is asked.

// Gives {bytes, scriptBytes, requests, hosts} of loading a path with an empty cache.
export async function weigh(page, path) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const kinds = new Map();
  const hosts = new Set();
  let bytes = 0;
  let scriptBytes = 0;
  session.on('Network.responseReceived', (event) => {
    kinds.set(event.requestId, event.type);
    hosts.add(new URL(event.response.url).host);
  });
  session.on('Network.loadingFinished', (event) => {
    bytes += event.encodedDataLength;
    if (kinds.get(event.requestId) === 'Script') scriptBytes += event.encodedDataLength;
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  await session.detach();
  return { bytes, scriptBytes, requests: kinds.size, hosts: [...hosts] };
}
