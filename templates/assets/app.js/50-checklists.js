// Checklists: ticks are kept while the tab is open, for each article.

const ticksKey = `ticks.${location.pathname}`;

function addChecklistTools(checklist) {
  const template = $('#checklist-tools');
  if (!template) return;
  const tools = template.content.cloneNode(true).firstElementChild;
  const boxes = $$('input', checklist);
  const tell = () => ($('.progress', tools).textContent = filled(texts.done, { done: boxes.filter((box) => box.checked).length, count: boxes.length }));
  const keep = () => {
    remember('sessionStorage', ticksKey, $$('.checklist :checked').map((box) => box.id));
    tell();
  };
  const ticked = remembered('sessionStorage', ticksKey, []);
  for (const box of boxes) box.checked = ticked.includes(box.id);
  checklist.addEventListener('change', keep);
  $('button', tools).addEventListener('click', () => {
    for (const box of boxes) box.checked = false;
    keep();
    announce(statusOfActions, texts.cleared);
  });
  checklist.after(tools);
  tell();
}
