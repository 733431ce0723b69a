// Feedback: sent without leaving the page; if that fails, as any form.

function enhanceFeedback(form) {
  form.addEventListener('submit', async (event) => {
    if (form.dataset.plainly) return;
    event.preventDefault();
    const { submitter } = event;
    const fields = new URLSearchParams(new FormData(form));
    if (submitter?.name) fields.set(submitter.name, submitter.value);
    try {
      // A kept report is answered with a redirect back to the article, which is shown already.
      const response = await fetch(form.action, { method: 'POST', body: fields, redirect: 'manual' });
      if (response.type !== 'opaqueredirect' && !response.ok) throw new Error(`${response.status}`);
    } catch {
      form.dataset.plainly = 'yes';
      form.requestSubmit(submitter);
      return;
    }
    form.hidden = true;
    const thanks = $('#feedback-thanks');
    thanks.hidden = false;
    thanks.focus();
  });
}
