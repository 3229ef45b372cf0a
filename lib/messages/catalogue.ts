import deCommon from './de/common.json'
import deErrors from './de/errors.json'
import deFrontDoor from './de/front-door.json'
import deInput from './de/input.json'
import enCommon from './en/common.json'
import enErrors from './en/errors.json'
import enFrontDoor from './en/front-door.json'
import enInput from './en/input.json'
import type { Locale } from './locale'

/** Every text of the console, by area. English decides which texts there are; a hole elsewhere is no build. */
const en = { common: enCommon, errors: enErrors, frontDoor: enFrontDoor, input: enInput }
export type Messages = typeof en

const de: Messages = { common: deCommon, errors: deErrors, frontDoor: deFrontDoor, input: deInput }

export const CATALOGUE: Readonly<Record<Locale, Messages>> = { en, de }
