import { listKey, loadSearch } from '@/components/data/search'
import { Hydrate } from '@/components/live/hydrate'
import { memberWith } from '@/lib/auth/session'
import { movementSearch } from '@/lib/evidence/input'
import { LIMIT_HOURS, listMovements, SAMPLE_SIZE } from '@/lib/evidence/movements'
import { EvidenceFrame, titleOf } from '../frame'
import { PrintPage } from '../print.client'
import { MovementsReport } from './report.client'

type Props = PageProps<'/c/[tenant]/company/evidence/joiners-leavers'>

export const generateMetadata = ({ params }: Props) => titleOf(params, 'movements')

/** Who came and went in a period, and how soon it took effect here. */
export default async function MovementsPage({ params, searchParams }: Props) {
  const ctx = await memberWith((await params).tenant, 'audit.read')
  const search = loadSearch(await searchParams)
  const tenant = ctx.tenantSlug
  const page = ctx.permissions.has('audit.read')
    ? await listMovements(ctx, movementSearch.parse(search))
    : undefined
  return (
    <EvidenceFrame ctx={ctx} current="movements" actions={<PrintPage />}>
      <Hydrate queryKey={listKey(tenant, 'movements', search)} data={page}>
        <MovementsReport tenant={tenant} limitHours={LIMIT_HOURS} sampleSize={SAMPLE_SIZE} />
      </Hydrate>
    </EvidenceFrame>
  )
}
