// If the visitor has chosen no time zone, sends the browser's zone to the server in a cookie and reloads the page with times in it.
const { chosen, detected } = document.documentElement.dataset;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (chosen === undefined && zone && zone !== detected) {
  document.cookie = `detected-zone=${encodeURIComponent(zone)}; path=/; samesite=lax`;
  // Without cookies the server would not receive the zone, and the page would reload without end.
  if (document.cookie.includes('detected-zone=')) location.reload();
}
