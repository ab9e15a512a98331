/** Whether what was dropped is something to take jobs from, rather than something to give to one. */
export const isJobs = (path: string, isFolder: boolean): boolean => isFolder || /\.(pyw?|ipynb)$/i.test(path)
