// Keys: what was written counts, not where the key is, so `/` works as Shift + 7 too.

// Asked of the storage only when needed: a page's first look into it can cost as much as all else that its scripts do.
const areKeysOn = () => remembered('localStorage', 'keys', true);
const keysOn = $('#keys-on');
keysOn.addEventListener('change', () => remember('localStorage', 'keys', keysOn.checked));

const isWriting = (target) => target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])');

function openDialog(dialog) {
  keysOn.checked = areKeysOn();
  dialog.showModal();
}

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
  } else if ((event.key === '/' || event.key === '?') && !isWriting(event.target) && areKeysOn()) {
    event.preventDefault();
    if (event.key === '/') toField();
    else openDialog($('#keys'));
  }
});

document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-open]');
  if (opener) openDialog(document.getElementById(opener.dataset.open));
});
