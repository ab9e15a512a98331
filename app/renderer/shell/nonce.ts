/** The content security policy lets in only style elements that carry this; main writes a new one for each load. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
