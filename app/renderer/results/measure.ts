/** Widths of texts, asked of a canvas: it knows the font and costs no layout. */

const pen = document.createElement('canvas').getContext('2d')
if (pen !== null) pen.font = `13px ${getComputedStyle(document.body).fontFamily}`

/** Digits are set in equal widths, so a zero stands for each of them. */
export const measure = (text: string): number =>
  pen?.measureText(text.replace(/\d/g, '0')).width ?? text.length * 8
