/** The last part of a path, whichever way its slashes lean. */
export const fileName = (path: string): string => path.split(/[\\/]/).pop() ?? path
