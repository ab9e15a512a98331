/** The one store of the window. Components read it by selectors and change it by the functions in `actions`. */
import { create } from 'zustand'
import { initialState, type State } from './state'

export const useStore = create<State>()(() => initialState)
