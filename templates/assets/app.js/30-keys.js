// Keys: what was written counts, not where the key is, so `/` works as Shift + 7 too.

const keysOn = $('#keys-on');
keysOn.checked = remembered('localStorage', 'keys', true);
keysOn.addEventListener('change', () => remember('localStorage', 'keys', keysOn.checked));

const isWriting = (target) => target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])');

function toField() {
  field.focus();
  field.select();
}

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.defaultPrevented || event.altKey || $('dialog[open]')) return;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== 'k' || event.shiftKey) return;
    event.preventDefault();
    toField();
  } else if (keysOn.checked && !isWriting(event.target) && (event.key === '/' || event.key === '?')) {
    event.preventDefault();
    if (event.key === '/') toField();
    else $('#keys').showModal();
  }
});

document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-open]');
  if (opener) document.getElementById(opener.dataset.open).showModal();
});
