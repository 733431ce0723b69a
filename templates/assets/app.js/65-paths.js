// ---- Training paths: what was read and answered is kept in this browser only, and not at all on a shared computer.

const kept = (key) => (isShared ? {} : remembered('localStorage', key, {}));

function keepIn(key, name, value) {
  if (!isShared) remember('localStorage', key, { ...kept(key), [name]: value });
}

// A guide counts as read in the revision that was opened.
function noteReading({ id, lang, revision }) {
  if (revision) keepIn('read', `${lang}/${id}`, revision);
}

const chosenOf = (question) => $('input:checked', question);
const whyOf = (answer) => document.getElementById(`${answer.id}-why`);
const isShown = (question) => $$('.why', question).some((why) => !why.hidden);

function showWhy(question) {
  for (const answer of $$('input', question)) whyOf(answer).hidden = !answer.checked;
}

function isRight(question) {
  const chosen = chosenOf(question);
  return chosen !== null && isShown(question) && whyOf(chosen).classList.contains('right');
}

// Gives how a guide stands: read, changed since it was read, or neither.
function readingOf({ key, revision }) {
  const read = kept('read')[key];
  if (!read) return '';
  return read === revision ? 'read' : 'changed';
}

function tellReading(guide, words) {
  const reading = readingOf(guide.dataset);
  const state = $('.read-state', guide);
  state.hidden = reading === '';
  state.textContent = reading && words[reading];
  state.dataset.reading = reading;
  return reading === 'read';
}

function tellStep(step, words) {
  const readAll = $$('.guides > li', step).map((guide) => tellReading(guide, words)).every(Boolean);
  const done = readAll && $$('.question', step).every(isRight);
  const line = $(`[data-step="${step.id}"]`);
  for (const place of [step, line]) {
    place.classList.toggle('done', done);
    $('.step-state', place).hidden = !done;
  }
  return done;
}

function tellPath(form) {
  const words = form.dataset;
  const steps = $$('.step', form);
  const done = steps.filter((step) => tellStep(step, words)).length;
  const count = steps.length;
  $('#path-bar').hidden = isShared;
  Object.assign($('#path-meter'), { max: count, value: done });
  $('#path-progress').textContent = filled(words.progress, { done, count });
  $('#path-complete').hidden = done < count;
  keepIn('paths', words.path, [done, count]);
}

function tellScore(step, words) {
  const questions = $$('.question', step);
  const text = filled(words.score, { right: questions.filter(isRight).length, count: questions.length });
  $('.score', step).textContent = text;
  return text;
}

function checkStep(form, step) {
  const answers = { ...kept('answers')[form.dataset.path] };
  for (const question of $$('.question', step)) {
    showWhy(question);
    if (chosenOf(question)) answers[question.id] = chosenOf(question).value;
  }
  keepIn('answers', form.dataset.path, answers);
  announce(statusOfActions, tellScore(step, form.dataset));
  tellPath(form);
}

// The address's answers come first: who follows a link sees what it shows.
function restoreAnswers(form) {
  for (const [name, value] of Object.entries(kept('answers')[form.dataset.path] ?? {})) {
    const question = document.getElementById(name);
    const answer = question && !chosenOf(question) && $(`input[value="${CSS.escape(value)}"]`, question);
    if (!answer) continue;
    answer.checked = true;
    showWhy(question);
    tellScore(question.closest('.step'), form.dataset);
  }
}

function clearPath(form) {
  const read = kept('read');
  for (const guide of $$('.guides > li', form)) delete read[guide.dataset.key];
  if (!isShared) remember('localStorage', 'read', read);
  keepIn('answers', form.dataset.path, undefined);
  for (const answer of $$('.question input', form)) {
    answer.checked = false;
    whyOf(answer).hidden = true;
  }
  for (const score of $$('.score', form)) score.textContent = '';
  tellPath(form);
  announce(statusOfActions, form.dataset.cleared);
}

function enhancePath(form) {
  restoreAnswers(form);
  tellPath(form);
  form.addEventListener('submit', (event) => {
    const step = event.submitter?.closest('.step');
    if (!step) return;
    event.preventDefault();
    checkStep(form, step);
  });
  // Another answer is another try: what was said about the one before goes.
  form.addEventListener('change', (event) => {
    const question = event.target.closest('.question');
    for (const why of $$('.why', question)) why.hidden = true;
  });
  $('[data-print]', form).addEventListener('click', () => print());
  $('#path-clear').addEventListener('click', () => clearPath(form));
  followKept('read', () => tellPath(form));
}

function listProgress(place) {
  const [done, count] = kept('paths')[place.dataset.path] ?? [];
  const text = $('.path-progress', place);
  if (text && done) text.textContent = filled(text.dataset.text, { done, count });
}
