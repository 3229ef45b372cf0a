import { MissingInCompany } from '../../missing.client'

export default function GroupNotFound() {
  return <MissingInCompany what="groups" />
}
