import { MissingInCompany } from '../../missing.client'

export default function UserNotFound() {
  return <MissingInCompany what="users" />
}
