import { getTranslations } from '@/lib/auth/language'
import { type Mark, numbered, type Picture } from '@/lib/integrations/pictures/picture'
import { marks as tags } from './labels'
import { Zoom } from './zoom.client'

const plain = { b: (text: string) => text, c: (text: string) => text }

/** A step's screen at the provider, drawn, with numbered marks; enlarged it says beside each number what to do. */
export async function StepPicture({ picture: plan }: { picture: Picture }) {
  const t = await getTranslations()
  const { picture, marks } = numbered(plan)
  const { place, console } = picture
  const said = ({ act, number, ...values }: Mark) =>
    `${number}. ${t.markup(`guides.picture.acts.${act}`, { ...plain, ...values })}`
  return (
    <Zoom
      title={place}
      label={t('guides.picture.enlarge', { place })}
      alt={t('guides.picture.alt', { place, console, marks: marks.map(said).join(' ') })}
      caption={t('guides.picture.caption', { console })}
      picture={picture}
    >
      <ol aria-label={t('guides.picture.marks')} className="grid content-start gap-2 text-body text-fg-2">
        {marks.map(({ number, act, ...values }) => (
          <li key={number} className="flex gap-2">
            <span className="flex size-5 shrink-0 items-center justify-center rounded-full bg-warn-bg font-semibold text-meta text-warn-fg tabular-nums ring-1 ring-warn-dot">
              {number}
            </span>
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {t.rich(`guides.picture.acts.${act}`, { ...tags, ...values })}
            </span>
          </li>
        ))}
      </ol>
    </Zoom>
  )
}
