import { SavedViews } from '@/components/data/saved-views.client'
import type { StandingView } from '@/components/data/view-actions'
import type { Ctx } from '@/lib/tenancy/context'
import type { ViewList } from '@/lib/views/input'
import { listViews } from '@/lib/views/views'
import { deleteViewAction, renameViewAction, saveViewAction, updateViewAction } from './actions'

/** The saved views of a list, for its toolbar. `standing` are those that every company has beside “All”. */
export async function ListViews({
  ctx,
  list,
  standing = [],
}: {
  ctx: Ctx
  list: ViewList
  standing?: readonly StandingView[]
}) {
  const tenant = ctx.tenantSlug
  return (
    <SavedViews
      views={await listViews(ctx, list)}
      standing={standing}
      mayShare={ctx.permissions.has('views.share')}
      actions={{
        save: saveViewAction.bind(null, tenant, list),
        update: updateViewAction.bind(null, tenant),
        rename: renameViewAction.bind(null, tenant),
        remove: deleteViewAction.bind(null, tenant),
      }}
    />
  )
}
