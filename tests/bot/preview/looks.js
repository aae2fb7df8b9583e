// What is wrong with how a page looks: texts too faint for WCAG 2.2's AA (1.4.3), things wider than the page.
(() => {
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((one) => one / 255)
      .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
      if (colour[3] !== 0) throw new Error(`${at.className}: a ground that is half seen through`);
    }
    throw new Error("no ground");
  };
  const faint = [], wide = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let count = 0;
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || element.closest(".off")) continue;
    count += 1;
    const [over, under] = [light(numbers(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(over, under) + 0.05) / (Math.min(over, under) + 0.05);
    if (ratio < 4.5) faint.push(`${element.outerHTML.slice(0, 80)}: ${ratio.toFixed(2)}`);
  }
  for (const element of document.body.querySelectorAll("*")) {
    const room = element.getBoundingClientRect();
    const spills = element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline";
    if (room.right > innerWidth + 0.5 || room.left < 0 || spills)
      wide.push(`${element.outerHTML.slice(0, 80)}: ${room.left} to ${room.right}`);
  }
  const page = getComputedStyle(document.body).backgroundColor;
  return {count, faint, wide, width: document.documentElement.scrollWidth, page, styled: document.styleSheets.length};
})()
