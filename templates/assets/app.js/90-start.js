// Every part of a page that scripts add to; again for what is put in later

function enhance() {
  for (const hidden of $$('.needs-script')) hidden.hidden = false;
  $$('.phrase').forEach(addSayTools);
  const printed = $('#printed');
  if (printed.textContent) printed.textContent = new URL(printed.textContent, location.href).href;
}

enhance();
$$('.checklist').forEach(addChecklistTools);
enhanceSaving();
for (const section of $$('#saved, #recent')) {
  listRemembered(section);
  followKept(section.id, () => listRemembered(section));
}
$('#print')?.addEventListener('click', () => print());
if ($('#path')) enhancePath($('#path'));
$$('li[data-path]').forEach(listProgress);
const feedbackForm = $('#feedback-form');
if (feedbackForm) enhanceFeedback(feedbackForm);
if ('desk' in root.dataset) watchIdleness();
