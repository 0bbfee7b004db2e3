// report.html: a sentence's time plays from there; one sound at a time; what sounds is lit.
document.addEventListener('click', event => {
  const link = event.target.closest('a.play');
  const audio = link?.closest('.stop').querySelector('audio');
  if (!audio) return;
  event.preventDefault();
  audio.currentTime = Number(link.hash.slice(3));
  audio.play().catch(() => { location.href = link.href; });
});
document.addEventListener('play', event => {
  for (const audio of document.querySelectorAll('audio')) if (audio !== event.target) audio.pause();
}, true);
document.addEventListener('timeupdate', event => {
  if (event.target.paused) return;
  let now = null;
  for (const link of document.querySelectorAll('a.play[aria-current]')) link.removeAttribute('aria-current');
  for (const link of event.target.closest('.stop').querySelectorAll('a.play')) {
    if (Number(link.hash.slice(3)) <= event.target.currentTime + 0.01) now = link;
  }
  now?.setAttribute('aria-current', 'true');
}, true);
