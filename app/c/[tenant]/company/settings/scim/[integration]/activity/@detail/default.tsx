export default function NoDetail() {
  return null
}
