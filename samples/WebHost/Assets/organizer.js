// The pages work without this script.

// The sign-in link of a development host has the key as its fragment: it is filled in, and removed from the address and the history.
const keyForm = document.querySelector('[data-key-form]');
if (keyForm && location.hash.length > 1) {
  keyForm.elements.key.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, '', location.pathname + location.search);
  keyForm.requestSubmit();
}
