// A convenience only: a click on a chapter plays it in the page's own player. Without script the link opens the file.
for (const link of document.querySelectorAll("a[data-start]")) {
  link.addEventListener("click", (event) => {
    const player = document.getElementById(link.dataset.player);
    if (!player) return;
    event.preventDefault();
    player.currentTime = Number(link.dataset.start);
    player.play();
  });
}
