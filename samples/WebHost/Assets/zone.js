// Tells the server once in which zone this browser is, where its reader has chosen none; the times then come in that zone.
const { chosen, detected } = document.documentElement.dataset;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (chosen === undefined && zone && zone !== detected) {
  document.cookie = `detected-zone=${encodeURIComponent(zone)}; path=/; samesite=lax`;
  // Where cookies are not kept, the server would never hear of it, and we would go round in circles.
  if (document.cookie.includes('detected-zone=')) location.reload();
}
