import deCommon from './de/common.json'
import deFrontDoor from './de/front-door.json'
import enCommon from './en/common.json'
import enFrontDoor from './en/front-door.json'
import type { Locale } from './locale'

/** Every text of the console, by area. English decides which texts there are; a hole elsewhere is no build. */
const en = { common: enCommon, frontDoor: enFrontDoor }
export type Messages = typeof en

const de: Messages = { common: deCommon, frontDoor: deFrontDoor }

export const CATALOGUE: Readonly<Record<Locale, Messages>> = { en, de }
