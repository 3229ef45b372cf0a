import { answerScim } from '@/lib/provisioning/route-door'

export {
  answerScim as DELETE,
  answerScim as GET,
  answerScim as HEAD,
  answerScim as OPTIONS,
  answerScim as PATCH,
  answerScim as POST,
  answerScim as PUT,
}
