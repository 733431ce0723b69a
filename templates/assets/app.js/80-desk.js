// Desk: a screen that everyone uses returns to the home page, after a warning that any key or touch answers (WCAG 2.2.1).

const secondsBeforeWarning = 60;
const secondsBeforeReturn = 90;

function watchIdleness() {
  const dialog = $('#idle');
  const home = $('.brand a').href;
  let last = Date.now();
  const isAtRest = () => addressOf(location) === addressOf(new URL(home)) && field.value === '' && scrollY === 0 && !$('dialog[open]');
  const stay = () => {
    last = Date.now();
    if (dialog.open) dialog.close();
  };
  // Back and Forward are signs of a reader too: a page that comes as it was left has been away from its clock.
  for (const type of ['pointerdown', 'keydown', 'wheel', 'touchstart', 'scroll', 'input', 'popstate', 'pageshow']) addEventListener(type, stay, { passive: true, capture: true });
  setInterval(() => {
    const idle = (Date.now() - last) / 1000;
    if (isAtRest()) last = Date.now();
    else if (idle >= secondsBeforeReturn) leave();
    else if (idle >= secondsBeforeWarning && !dialog.open) dialog.showModal();
  }, 1000);
  const leave = () => {
    last = Date.now();
    try {
      sessionStorage.clear();
    } catch {
      // Then nothing was kept either.
    }
    location.replace(home);
  };
}
