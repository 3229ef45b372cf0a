import { EyeOff } from 'lucide-react'
import { getTranslations } from '@/lib/auth/language'
import type { Ctx } from '@/lib/tenancy/context'
import { isMasked } from '@/lib/tenancy/masking'

/** Says why addresses and numbers look as they do, to whom they do. */
export async function MaskedNote({ ctx }: { ctx: Ctx }) {
  if (!isMasked(ctx)) return null
  const t = await getTranslations()
  return (
    <p className="-mb-3 flex items-start gap-1.5 text-fg-3 text-meta">
      <EyeOff aria-hidden className="mt-px size-3.5 shrink-0" />
      {t('users.masked')}
    </p>
  )
}
