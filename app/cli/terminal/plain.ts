/** Text from a job on its way to a terminal: nothing in it may move the cursor, set a title or clear the screen. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const SEQUENCES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Keeps line breaks and tabs. */
export const plain = (text: string): string => text.replace(SEQUENCES, '').replace(CONTROLS, '')

/** The same as one line. */
export const plainLine = (text: string): string => plain(text).replace(/[\n\t]+/g, ' ')
