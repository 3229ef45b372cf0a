/** Departments with their titles; each is a group of the organisation too. */
export const DEPARTMENTS: readonly { name: string; titles: readonly string[] }[] = [
  {
    name: 'Engineering',
    titles: ['Software Engineer', 'Senior Software Engineer', 'Site Reliability Engineer'],
  },
  { name: 'Sales', titles: ['Account Executive', 'Sales Engineer', 'Regional Sales Manager'] },
  { name: 'Customer Support', titles: ['Support Specialist', 'Support Team Lead'] },
  { name: 'Finance', titles: ['Accountant', 'Financial Controller', 'Payroll Specialist'] },
  { name: 'People & Culture', titles: ['People Partner', 'Recruiter', 'Learning Designer'] },
  { name: 'Legal', titles: ['Counsel', 'Privacy Officer', 'Paralegal'] },
  { name: 'Marketing', titles: ['Content Strategist', 'Brand Designer', 'Event Manager'] },
  { name: 'Product', titles: ['Product Manager', 'Product Designer', 'User Researcher'] },
  { name: 'Information Security', titles: ['Security Engineer', 'Risk Analyst'] },
  { name: 'Research', titles: ['Research Scientist', 'Data Scientist', 'Lab Technician'] },
  { name: 'Operations', titles: ['Operations Analyst', 'Procurement Manager', 'Facilities Coordinator'] },
  { name: 'Quality', titles: ['Test Engineer', 'Quality Auditor'] },
]

/** Groups that gather people from several departments. */
export const TEAMS: readonly string[] = [
  'Everyone – Zürich',
  'Everyone – São Paulo',
  'Everyone – 東京',
  'VPN users',
  'Contractors',
  'On-call “Blue”',
  'Managers',
  'Pilot: new laptop',
  'Works council',
  'Fire wardens',
]

export const OFFICES: readonly { division: string; timezone: string }[] = [
  { division: 'EMEA', timezone: 'Europe/Zurich' },
  { division: 'Americas', timezone: 'America/Sao_Paulo' },
  { division: 'APAC', timezone: 'Asia/Tokyo' },
]
