import type { ReactNode } from 'react'
import { AbsoluteTime } from '@/components/ui/relative-time.client'
import { getLocale, getTranslations, getWords } from '@/lib/auth/language'
import type { Whereabouts } from '@/lib/directory/whereabouts'

type Said = { title: ReactNode; text: string; tone: 'info' | 'ok' | 'warn' }

/** An answer in words: what is so, and what that means. */
export async function sayAnswer(asked: string, found: Whereabouts): Promise<Said> {
  const [t, words, locale] = [await getTranslations(), await getWords(), await getLocale()]
  const { people, since, failures, mention, blockedBy } = found
  const [person, failure] = [people[0], failures[0]]
  const name = person?.name ?? asked
  const by = since?.by ?? ''
  const at = () => since && <AbsoluteTime at={since.at} />
  switch (found.answer) {
    case 'here':
      return { title: t('users.why.here', { name }), text: t('users.why.hereText'), tone: 'ok' }
    case 'elsewhere':
      return {
        title: person?.manager
          ? t('users.why.elsewhere', { name, manager: person.manager })
          : t('users.why.elsewhereLocal', { name }),
        text: t('users.why.elsewhereText', { integration: failure?.integration.name ?? '' }),
        tone: 'warn',
      }
    case 'suspended':
      return {
        title: t.rich('users.why.suspended', { name, by, at }),
        text: t('users.why.suspendedText'),
        tone: 'warn',
      }
    case 'kept':
      return {
        title: t.rich('users.why.kept', { name, by, at }),
        text: t('users.why.keptText'),
        tone: 'warn',
      }
    case 'deactivated':
      return {
        title: since
          ? t.rich('users.why.deactivated', { name, by, at })
          : t('users.why.arrivedInactive', { name }),
        text: t('users.why.deactivatedText'),
        tone: 'warn',
      }
    case 'deleted':
      return {
        title: t.rich('users.why.deleted', { asked, by, at }),
        text: t('users.why.deletedText'),
        tone: 'warn',
      }
    case 'rejected':
      return {
        title: t('users.why.rejected', {
          asked,
          integration: failure?.integration.name ?? '',
          problem: failure ? words(failure.remedy.title) : '',
        }),
        text: failure ? words(failure.remedy.why) : '',
        tone: 'warn',
      }
    case 'domain-blocked': {
      const names =
        blockedBy.length > 0
          ? blockedBy.map((each) => each.name)
          : failures.map((each) => each.integration.name)
      const integrations = new Intl.ListFormat(locale).format(names)
      return {
        title: t('users.why.domainBlocked', { asked }),
        text: t('users.why.domainBlockedText', { integrations }),
        tone: 'warn',
      }
    }
    case 'looked-for':
      return {
        title: t('users.why.lookedFor', { asked, integration: mention?.integrationName ?? '' }),
        text: t('users.why.lookedForText'),
        tone: 'info',
      }
    case 'never-sent':
      return { title: t('users.why.neverSent', { asked }), text: t('users.why.neverSentText'), tone: 'info' }
  }
}
