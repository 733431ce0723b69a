// Words to say: copy with one press, show to the customer across the counter.

const linesOf = (phrase) => $$(':scope > :not(.tools)', phrase);
const wordsOf = (phrase) => linesOf(phrase).map((line) => line.textContent.trim()).join('\n');

function addSayTools(phrase) {
  if ($('.tools', phrase)) return;
  const tools = $('#say-tools').content.cloneNode(true).firstElementChild;
  if (phrase.closest('[lang]') !== root) tools.lang = root.lang;
  linesOf(phrase).forEach((line, index) => (line.id ||= `${phrase.id}-line-${index + 1}`));
  const ids = linesOf(phrase).map((line) => line.id).join(' ');
  for (const button of $$('button', tools)) button.setAttribute('aria-describedby', ids);
  phrase.append(tools);
}

function select(phrase) {
  const lines = linesOf(phrase);
  const range = document.createRange();
  range.setStartBefore(lines[0]);
  range.setEndAfter(lines[lines.length - 1]);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

// What happened is read out, and stands on the button for a while.
function say(button, text) {
  announce(statusOfActions, text);
  button.dataset.name ??= button.textContent;
  button.textContent = text;
  clearTimeout(button.restoring);
  button.restoring = setTimeout(() => (button.textContent = button.dataset.name), 4000);
}

async function copy(button) {
  const phrase = button.closest('.phrase');
  try {
    await navigator.clipboard.writeText(wordsOf(phrase));
    say(button, texts.copied);
  } catch {
    // Plain HTTP has no clipboard, and a browser may refuse it.
    select(phrase);
    say(button, texts.selected);
  }
}

function showLarge(button) {
  const phrase = button.closest('.phrase');
  const line = $('#show > p');
  line.textContent = wordsOf(phrase);
  line.lang = phrase.closest('[lang]').lang;
  $('#show').showModal();
}

main.addEventListener('click', (event) => {
  const button = event.target.closest('.phrase button');
  if (button?.matches('[data-copy]')) copy(button);
  if (button?.matches('[data-show]')) showLarge(button);
});
