import type { SQL, Tx } from '../client'

/** The transaction, but each composed statement is only given to `explain`, and answers no rows. */
export function explaining(tx: Tx, explain: (query: SQL) => Promise<void>): Tx {
  return {
    run: (statement, values) => tx.run(statement, values),
    send: (statement, values) => tx.send(statement, values),
    later: (statement, tenantId, row) => tx.later(statement, tenantId, row),
    find: (lookup, tenantId, key) => tx.find(lookup, tenantId, key),
    presumes: tx.presumes,
    presume: (presumption, tenantId, key) => tx.presume(presumption, tenantId, key),
    sendGathered: () => tx.sendGathered(),
    get orm() {
      return tx.orm
    },
    async select(query) {
      await explain(query)
      return []
    },
  }
}
