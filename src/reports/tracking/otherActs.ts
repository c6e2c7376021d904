/** What the reporter may do at any time, folded away below the journey. */
import { formLevels, levels, type OmbudsmanShare } from '../../regulation/kinds.ts'
import { flag, html, type Html } from '../../web/html.ts'
import { hidden, moreSection, radioCards } from '../../web/parts/fields.ts'
import { formLevelOf, levelWords } from '../../web/parts/privacy.ts'
import type { Say } from '../../web/say.ts'
import {
  act,
  can,
  choiceError,
  chosenIn,
  idOf,
  isAskedAgain,
  isRefused,
  rating,
  replyForm,
  words,
} from './actForms.ts'
import type { ActsView } from './reportView.ts'

/** Everything else, folded away. */
export const otherActs = (view: ActsView, say: Say): (Html | false)[] => [
  can(view, 'reply') &&
    !can(view, 'complete') &&
    view.file.state !== 'awaiting_reporter' &&
    !isAskedAgain(view) &&
    moreSection(
      {
        icon: 'message-square',
        title: say('Tambah keterangan atau foto', 'Add details or photos'),
        isOpen: isRefused(view, 'reply'),
        id: 'tambah',
      },
      replyForm(view, 'reply', say('Keterangan', 'Details'), say),
    ),
  can(view, 'rate') &&
    view.file.reporterWord?.rating === undefined &&
    moreSection(
      { icon: 'star', title: say('Beri nilai', 'Rate'), isOpen: isRefused(view, 'rate') },
      act(
        view,
        'rate',
        html`${rating(view, 'rate', say)}<button class="btn alt">
            ${say('Kirim nilai', 'Send rating')}
          </button>`,
        say,
      ),
    ),
  can(view, 'reopen') &&
    moreSection(
      {
        icon: 'undo-2',
        title: say('Masalahnya kembali? Buka lagi', 'The problem is back? Reopen'),
        isOpen: isRefused(view, 'reopen'),
      },
      act(
        view,
        'reopen',
        html`${words(view, 'reopen', 'reason', say('Apa yang terjadi?', 'What happened?'), say)}<button
            class="btn alt"
          >
            ${say('Buka lagi', 'Reopen')}
          </button>`,
        say,
      ),
    ),
  can(view, 'appeal') &&
    moreSection(
      { icon: 'scale', title: say('Ajukan banding', 'Appeal'), isOpen: isRefused(view, 'appeal') },
      act(
        view,
        'appeal',
        html`${words(
            view,
            'appeal',
            'reason',
            say('Mengapa keputusan ini keliru?', 'Why is this decision wrong?'),
            say,
            {
              hint: say(
                'Pejabat lain yang belum pernah menangani laporan ini yang memutuskan.',
                'Another officer who never handled this report decides.',
              ),
            },
          )}<button class="btn alt">${say('Ajukan banding', 'Appeal')}</button>`,
        say,
      ),
    ),
  askOmbudsman(view, say),
  privacy(view, say),
  can(view, 'withdraw') &&
    moreSection(
      { icon: 'x', title: say('Cabut laporan', 'Withdraw the report'), isOpen: isRefused(view, 'withdraw') },
      act(
        view,
        'withdraw',
        html`<p class="md">
            ${say('Laporan berhenti ditangani dan tidak tampil lagi di publik. Kami tanya sekali lagi sebelum mencabut.', 'Nobody handles the report any more and it is no longer public. We ask once more before it is withdrawn.')}
          </p>
          ${words(view, 'withdraw', 'reason', say('Alasan', 'Reason'), say, { isOptional: true, rows: 2, maxlength: 2000 })}
          <button class="btn bad">${say('Cabut laporan', 'Withdraw')}</button>`,
        say,
      ),
    ),
]

/** T39, X21: only the reporter lets the Ombudsman take over, and ticks what goes along. */
const askOmbudsman = (view: ActsView, say: Say): Html | false =>
  can(view, 'ask_ombudsman') &&
  moreSection(
    {
      icon: 'landmark',
      title: say('Minta bantuan Ombudsman', 'Ask the Ombudsman for help'),
      isOpen: isRefused(view, 'ask_ombudsman'),
      id: 'ombudsman',
    },
    html`${act(
      view,
      'ask_ombudsman',
      html`<p class="md">
          ${
            view.file.ombudsmanConsent
              ? say(
                  'Permintaan Anda sudah tercatat. Anda bisa mengubah apa yang boleh dibaca.',
                  'Your request is noted. You can change what may be read.',
                )
              : say(
                  'Ombudsman mengawasi layanan publik dan tidak memungut biaya. Kalau setuju mengambil alih, instansi berhenti menangani laporan ini. Nomor, tanggal, dan isi dengan data pribadi ditutup selalu ikut; yang lain Anda pilih.',
                  'The Ombudsman watches over public services and is free. If it takes over, the agency stops handling this report. Number, dates and the text with personal data masked always go along; the rest is your choice.',
                )
          }
        </p>
        <fieldset>
          <legend class="md">
            ${say('Yang juga boleh dibaca Ombudsman', 'What the Ombudsman may read as well')}
          </legend>
          ${shareTick(view, 'text', say('Isi asli, lampiran, dan lokasi', 'The text as written, files and place'))}
          ${view.file.level !== 'anonymous' && shareTick(view, 'identity', say('Nama dan kontak saya', 'My name and contact'))}
        </fieldset>
        <button class="btn alt">${say('Minta bantuan Ombudsman', 'Ask the Ombudsman')}</button>`,
      say,
    )}
    ${
      can(view, 'take_back_ombudsman') &&
      act(
        view,
        'take_back_ombudsman',
        html`<button class="btn alt s">${say('Batalkan permintaan', 'Take the request back')}</button>`,
        say,
      )
    }`,
  )

const shareTick = (view: ActsView, share: OmbudsmanShare, label: string): Html =>
  html`<label class="row"
    ><input
      type="checkbox"
      name="share_${share}"
      value="true"
      ${flag('checked', view.file.ombudsmanConsent?.share.includes(share) ?? false)}
    />${label}</label
  >`

function privacy(view: ActsView, say: Say): Html | false {
  const { contactConsent, contactBy, level } = view.file
  const at = levels.indexOf(level)
  const choice = (
    action: 'raise_secrecy' | 'lower_secrecy',
    wanted: readonly (typeof levels)[number][],
    button: string,
  ) =>
    can(view, action) &&
    wanted.length > 0 &&
    act(
      view,
      action,
      html`${radioCards({
          id: idOf(action, 'level'),
          name: 'level',
          legend:
            action === 'raise_secrecy'
              ? say('Lebih tertutup', 'More closed')
              : say('Lebih terbuka', 'More open'),
          isSmallLegend: true,
          choices: wanted.map((level) => {
            const form = formLevelOf(level)
            const means =
              form === 'anonim' && contactBy.length > 0
                ? say(
                    'Nama dan kontak Anda dihapus selamanya. Kabar hanya ada di halaman lacak ini.',
                    'Your name and contact are erased for good. News is on this tracking page only.',
                  )
                : say(levelWords[form].means)
            return { value: form, label: say(levelWords[form].name), hint: means }
          }),
          value: chosenIn(view, action, 'level'),
          ...choiceError(view, action, 'level', say),
        })}<button class="btn alt s">${button}</button>`,
      say,
    )
  return moreSection(
    {
      icon: 'lock',
      title: say('Ubah siapa yang boleh tahu', 'Change who may know'),
      isOpen: (['raise_secrecy', 'lower_secrecy', 'consent_contact'] as const).some((one) =>
        isRefused(view, one),
      ),
    },
    html`<p class="md">
        ${say('Sekarang', 'Now')}: <b>${say(levelWords[formLevelOf(level)].name)}</b>.
        ${say(levelWords[formLevelOf(level)].means)}
      </p>
      ${choice('raise_secrecy', levels.slice(at + 1), say('Rahasiakan', 'Raise secrecy'))}
      ${choice('lower_secrecy', levels.slice(0, at), say('Buka', 'Open up'))}
      ${
        can(view, 'consent_contact') &&
        level !== formLevels.anonim &&
        contactBy.length > 0 &&
        act(
          view,
          'consent_contact',
          html`${hidden({ on: contactConsent ? 'false' : 'true' })}<button class="btn alt s">
              ${
                contactConsent
                  ? say('Cabut izin instansi melihat kontak saya', 'Stop letting the agency see my contact')
                  : say(
                      'Izinkan instansi yang menangani melihat kontak saya',
                      'Let the handling agency see my contact',
                    )
              }
            </button>`,
          say,
        )
      }`,
  )
}
