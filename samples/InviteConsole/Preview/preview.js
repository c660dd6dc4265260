// Shows an email in a frame when it comes near the screen, and takes it away when it is far: a page of hundreds stays quick.
const emails = JSON.parse(document.getElementById('data').textContent);
const root = document.documentElement;
root.classList.add('scripted');

// A media feature that is always or never true stands for the colors, whatever the system prefers.
function colored(html) {
  const dark = document.getElementById('dark').checked;
  const feature = on => on ? '(min-width: 0)' : '(max-width: 0)';
  return html.replace(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/g, (_, scheme) => feature((scheme === 'dark') === dark))
    + `<style>:root { color-scheme: ${dark ? 'dark' : 'light'}; }</style>`;
}

// In the sandbox, the HTML of an email cannot run scripts or open windows.
function show(frame) {
  const iframe = document.createElement('iframe');
  iframe.setAttribute('sandbox', '');
  iframe.title = frame.dataset.title;
  iframe.srcdoc = colored(emails[frame.dataset.email]);
  frame.replaceChildren(iframe);
}

const near = new IntersectionObserver(changes => {
  for (const { target, isIntersecting } of changes) {
    if (!isIntersecting) target.replaceChildren();
    else if (!target.firstChild) show(target);
  }
}, { rootMargin: '300px' });
document.querySelectorAll('.frame').forEach(frame => near.observe(frame));

for (const id of ['light', 'dark']) {
  document.getElementById(id).addEventListener('change', () =>
    document.querySelectorAll('.frame:has(iframe)').forEach(show));
}

const language = document.getElementById('language');
function chooseLanguage() {
  document.querySelectorAll('.samples .card').forEach(card => { card.hidden = card.dataset.language !== language.value; });
}
language.addEventListener('change', chooseLanguage);
chooseLanguage();

const find = document.getElementById('find');
find.addEventListener('input', () => {
  const wanted = find.value.trim().toLowerCase();
  document.querySelectorAll('.people > li').forEach(person => {
    person.hidden = !person.firstElementChild.textContent.toLowerCase().includes(wanted);
  });
});
