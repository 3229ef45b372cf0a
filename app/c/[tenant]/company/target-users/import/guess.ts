import type { ImportField } from '@/lib/directory/local/import/choices'
import type { Mapping } from './sheet'

/** How files call what a person has, in English and German, without case, accents and punctuation. */
const NAMES: readonly (readonly [ImportField, string])[] = [
  [
    'userName',
    'username user login loginname userid userprincipalname upn account benutzername benutzer anmeldename',
  ],
  [
    'email',
    'email mail emailaddress primaryemail workemail emailadresse mailadresse emails emailsvalue emailstypeeqworkvalue',
  ],
  ['givenName', 'givenname firstname first forename namegivenname vorname'],
  ['familyName', 'familyname lastname last surname namefamilyname nachname familienname'],
  ['displayName', 'displayname name fullname commonname anzeigename vollername'],
  ['title', 'title jobtitle position titel funktion stelle stellenbezeichnung'],
  ['department', 'department dept abteilung'],
  ['division', 'division businessunit bereich'],
  ['organization', 'organization organisation company firma unternehmen'],
  ['costCenter', 'costcenter costcentre kostenstelle'],
  [
    'employeeNumber',
    'employeenumber employeeid employeeno personnelnumber personalnummer mitarbeiternummer personalnr',
  ],
  ['manager', 'manager managername managerdisplayname supervisor vorgesetzter vorgesetzte fuhrungskraft'],
  ['userType', 'usertype employeetype employmenttype benutzertyp mitarbeitertyp'],
  ['preferredLanguage', 'preferredlanguage language sprache'],
  ['locale', 'locale gebietsschema'],
  ['timezone', 'timezone tz zeitzone'],
  [
    'workPhone',
    'phone workphone phonenumber telephone telephonenumber businessphone primaryphone telefon telefonnummer telefonarbeit',
  ],
  ['mobilePhone', 'mobile mobilephone cell cellphone handy mobil mobiltelefon mobilnummer'],
  ['active', 'active status enabled accountenabled isactive aktiv'],
]

const FIELDS = new Map(
  NAMES.flatMap(([field, names]) => names.split(' ').map((name) => [name, field] as const)),
)

/** What each column most likely holds, by its header; no field twice. */
export function guessMapping(columns: readonly string[]): Mapping {
  const taken = new Set<ImportField>()
  return columns.map((column) => {
    const field = FIELDS.get(plain(column)) ?? FIELDS.get(plain(column.split(':').at(-1) ?? ''))
    if (!field || taken.has(field)) return null
    taken.add(field)
    return field
  })
}

function plain(header: string): string {
  return header
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}
