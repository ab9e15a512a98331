/** Mantine dressed in the window's own tokens, so that both halves of the window look like one. */
import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  Switch,
} from '@mantine/core'

const gilder: MantineColorsTuple = [
  '#eef0ff',
  '#dce0fb',
  '#b8bff2',
  '#939deb',
  '#747fe2',
  '#5b66d6',
  '#4650b8',
  '#3b44a3',
  '#31398a',
  '#272e70',
]

/** As warm as the tokens of first-paint.css; Mantine's own greys are blue. */
const gray: MantineColorsTuple = [
  '#f7f7f5',
  '#f0f0ed',
  '#e6e5e1',
  '#dddcd7',
  '#cfcec8',
  '#b0afa8',
  '#8a8983',
  '#62625c',
  '#3f3f3b',
  '#262623',
]

const red: MantineColorsTuple = [
  '#fdeeec',
  '#f9d8d5',
  '#f0b3ae',
  '#e58a83',
  '#dc675e',
  '#c94439',
  '#bd2f26',
  '#a3271f',
  '#8a211a',
  '#6e1a15',
]

/** From text to the darkest surface, in step with the tokens of first-paint.css. */
const dark: MantineColorsTuple = [
  '#ececea',
  '#c9c9c6',
  '#a6a6a3',
  '#8f8f8d',
  '#43444c',
  '#34353c',
  '#2a2b31',
  '#212226',
  '#1c1d21',
  '#17181b',
]

export const theme = createTheme({
  primaryColor: 'gilder',
  primaryShade: { light: 6, dark: 5 },
  colors: { gilder, gray, red, dark },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '15px', xl: '17px' },
  defaultRadius: 'var(--radius)',
  shadows: { md: 'var(--shadow)' },
  cursorType: 'default',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'xs' },
      styles: { root: { fontWeight: 500, paddingInline: 11 }, section: { marginInlineEnd: 7 } },
    }),
    Combobox: { defaultProps: { shadow: 'md' } },
    Switch: Switch.extend({ defaultProps: { size: 'sm', withThumbIndicator: false } }),
    ...Object.fromEntries(
      ['TextInput', 'Textarea', 'PasswordInput', 'Select', 'MultiSelect', 'TagsInput'].map((name) => [
        name,
        { defaultProps: { size: 'xs' } },
      ]),
    ),
  },
})

const shared = {
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-body': 'var(--page)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-dimmed': 'var(--quiet)',
  '--mantine-color-placeholder': 'var(--faint)',
  '--mantine-color-default': 'var(--raised)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-color-gilder-filled': 'var(--accent)',
  '--mantine-color-gilder-filled-hover': 'var(--accent-hover)',
}

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared })
