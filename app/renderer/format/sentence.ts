/** Messages come from many hands, some with a full stop and some without; put beside each other they all need one. */

export const sentence = (text: string): string => (text === '' || /[.!?…:]$/.test(text) ? text : `${text}.`)

export const sentences = (...texts: readonly (string | undefined)[]): string =>
  texts.flatMap((text) => (text === undefined || text === '' ? [] : [sentence(text)])).join(' ')
