import { answerScim } from '@/lib/provisioning/route-door'

/** The address without a company: answered as any address that leads nowhere, and never in HTML. */
export {
  answerScim as DELETE,
  answerScim as GET,
  answerScim as HEAD,
  answerScim as OPTIONS,
  answerScim as PATCH,
  answerScim as POST,
  answerScim as PUT,
}
