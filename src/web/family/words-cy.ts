import type { FamilyWords } from "./words.ts";

const onDay = (on: { readonly day: string; readonly at: string } | undefined): string =>
  on === undefined ? "" : ` ar ${on.day} am ${on.at}`;

export const WELSH: FamilyWords = {
  lang: "cy",
  language: "Cymraeg",
  locale: "cy-GB",
  title: "Ymuno â gwers fyw",
  lead: "Mae ysgol eich plentyn yn rhoi rhai gwersi drwy fideo yn Microsoft Teams neu Zoom. Mae’r dudalen hon yn dweud beth y mae’r ysgol yn ei ofyn gennych, fel bod pob plentyn yn y wers yn ddiogel ac yn gyfforddus.",
  open: {
    heading: "Eich tudalen chi",
    ready: "Eich dolen chi yw hon. Pwyswch y botwm i weld tudalen eich plentyn.",
    paste: "Eich dolen",
    hint: "Copïwch y ddolen gyfan o neges yr ysgol a’i gludo yma.",
    button: "Agor fy nhudalen",
  },
  before: "Cyn y wers",
  during: "Yn ystod y wers",
  asked: {
    "own link":
      "Cadwch y ddolen i chi’ch hun. I chi yn unig y mae hi: mae’r ysgol yn rhoi dolen i bob oedolyn.",
    lobby: "Ymunwch 2 i 5 munud yn gynnar. Byddwch yn aros mewn lobi nes i aelod o staff eich gadael i mewn.",
    "name not shown":
      "Teipiwch enw eich plentyn, neu eich enw chi, pan ofynnir amdano. Dim ond pobl y mae staff yn eu hadnabod sy’n cael dod i mewn.",
    muted:
      "Mae’r camera a’r meicroffon i ffwrdd pan fyddwch yn cyrraedd. Bydd staff yn dweud pryd i’w troi ymlaen.",
    "no adult seen": "Mae oedolyn yno ar y dechrau ac yn aros yn yr un ystafell.",
    "not a family room": "Eisteddwch mewn ystafell deuluol, fel y lolfa neu’r gegin, nid mewn ystafell wely.",
    dress: "Mae pawb y gellir eu gweld wedi gwisgo ar gyfer y dydd.",
    language: "Mae pawb y gellir eu clywed yn defnyddio iaith sy’n addas i blant.",
    "adult spoke to others": "Helpwch eich plentyn eich hun fel y mynnwch. Gadewch blant eraill i’w hathro.",
    screenshot: "Peidiwch â recordio’r wers na thynnu lluniau o’r sgrin.",
  },
  schoolHeading: "Beth mae’r ysgol yn ei wneud",
  school: [
    "Nid yw gwersi dosbarth a grŵp yn cael eu recordio.",
    "Mae aelod o staff yn gwirio pwy sydd yno cyn i’r wers ddechrau.",
    "Os nad yw rhywbeth yn iawn, gall staff oedi neu orffen y wers i bawb. Nid oes angen i chi wneud dim. Bydd yr ysgol yn cysylltu â chi.",
  ],
  worried: {
    heading: "Os oes rhywbeth yn eich poeni",
    sentence:
      "Ffoniwch yr ysgol a gofynnwch am y person diogelu dynodedig. Os yw’n ymwneud ag aelod o staff, gofynnwch am y pennaeth.",
  },
  tell: {
    heading: "Mae rhywbeth o’i le",
    danger: "Os yw plentyn mewn perygl nawr, ffoniwch 999.",
    open: "Ysgrifennu at yr ysgol",
    people: {
      dsl: "y person diogelu dynodedig",
      head: "y pennaeth",
      deputy: "ddirprwy bennaeth",
    },
    and: " ac at ",
    someone: "y rhai sy’n gyfrifol am ddiogelu yn yr ysgol",
    child: (who) =>
      `Am blentyn, neu rywbeth mewn gwers. Mae’n mynd at ${who}. Os nad oes neb yn ateb mewn pryd, dywedir hefyd wrth eraill sy’n gyfrifol am ddiogelu yn yr ysgol.`,
    childToNoOne:
      "Am blentyn, neu rywbeth mewn gwers. Mae’n cael ei gadw, ond ni ellir dweud wrth neb o’r fan hon ar hyn o bryd: ffoniwch swyddfa’r ysgol.",
    staff:
      "Am aelod o staff. Mae’n mynd at y pennaeth. Os yw’r pennaeth i ffwrdd, os nad yw’n ateb mewn pryd, neu os gall fod am y pennaeth, dywedir wrth ddirprwy bennaeth. Ni ddywedir wrth neb arall.",
    chair:
      "Am y pennaeth. Mae’n mynd at gadeirydd y llywodraethwyr drwy e-bost, ac ni ddywedir wrth neb sy’n gweithio yn yr ysgol.",
    noChair:
      "Am y pennaeth ni ellir anfon dim o’r fan hon. Gofynnwch i swyddfa’r ysgol sut i gyrraedd cadeirydd y llywodraethwyr; nid oes angen dweud pam.",
    chairNot:
      "Peidiwch â dibynnu ar hyn: ni allwn ddweud iddo gyrraedd cadeirydd y llywodraethwyr. Nid oes dim yn cael ei gadw yma.",
    chairOften:
      "Rydych wedi ysgrifennu’n aml heddiw, felly nid anfonwyd hwn. Nid oes dim ohono’n cael ei gadw yma.",
    instead: (lado) =>
      `Gallwch hefyd ffonio’r swyddog yn eich awdurdod lleol sy’n ymdrin â honiadau yn erbyn staff (y Swyddog Diogelu Penodedig; LADO yn Lloegr)${lado === "" ? ": mae’r rhif gan eich cyngor" : `: ${lado}`}.`,
    sentToChair: (ref) =>
      `Rhoddwyd eich geiriau i’r gwasanaeth e-bost ar gyfer cadeirydd y llywodraethwyr, dan y cyfeirnod ${ref}. Nid ydynt yn cael eu cadw yma.`,
    addedForChair: (ref) =>
      `Rhoddwyd yr hyn a ychwanegoch i’r gwasanaeth e-bost ar gyfer cadeirydd y llywodraethwyr, dan y cyfeirnod ${ref}. Nid yw’n cael ei gadw yma.`,
    nextFromChair:
      "Ysgrifennwch y cyfeirnod: gallwch ychwanegu rhywbeth yma yn nes ymlaen. Bydd cadeirydd y llywodraethwyr yn eich ffonio; nid oes dim yn cael ei anfon atoch. Os na chlywsoch ddim ar ôl dau ddiwrnod ysgol, ffoniwch eich awdurdod lleol.",
    words: "Beth ddigwyddodd? Ysgrifennwch yr hyn a welsoch ac a glywsoch, a phryd.",
    send: "Anfon",
    sent: (ref, who) => `Mae eich geiriau’n cael eu cadw dan y cyfeirnod ${ref}, ac ar eu ffordd at ${who}.`,
    added: (ref) => `Mae eich geiriau wedi’u hychwanegu at yr hyn a ysgrifennoch dan y cyfeirnod ${ref}.`,
    next: "Ysgrifennwch y cyfeirnod. Bydd yr ysgol yn eich ffonio; os na chlywsoch ddim erbyn y diwrnod ysgol nesaf, ffoniwch y swyddfa. Nid oes dim yn cael ei anfon atoch, fel nad oes rhaid i neb arall gartref ei weld.",
    notReached: (ref) =>
      `Mae eich geiriau’n cael eu cadw dan y cyfeirnod ${ref}, ond ni ellid dweud wrth neb yma. Ffoniwch swyddfa’r ysgol nawr.`,
    more: "Ychwanegu at yr hyn a ysgrifennoch",
    ref: "Cyfeirnod",
    addWords: "Yr hyn yr hoffech ei ychwanegu",
    add: "Ychwanegu",
    notThere: "Nid oes dim dan y cyfeirnod hwn a ysgrifennoch chi.",
    closed: "Mae hwn wedi cau. Ysgrifennwch eto, neu ffoniwch swyddfa’r ysgol.",
    tooOften: "Rydych wedi ysgrifennu’n aml heddiw, felly nid anfonwyd hwn. Ffoniwch swyddfa’r ysgol.",
    empty: "Ni ysgrifennwyd dim, felly nid anfonwyd dim.",
    noChoice:
      "Nid oes dim wedi’i anfon eto. Dewiswch am beth y mae, yna pwyswch Anfon. Mae eich geiriau isod.",
  },
  about: {
    heading: "Am y dudalen hon",
    sentence:
      "Mae’r ysgol yn defnyddio ap o’r enw Lesson Guard i gadw’r rheolau hyn. Nid yw’n gwylio nac yn gwrando ar y wers. Yn Teams mae’n darllen pwy sydd yn y cyfarfod ac yn gosod ei ddrysau; yn Zoom nid yw’n gwneud y naill na’r llall. Nid yw’r dudalen hon yn cadw dim nes i chi agor eich tudalen eich hun. Yna mae cofnod yr ysgol yn cadw pryd y defnyddiwyd eich dolen, a’ch ateb.",
  },
  phone: (phone) => `Swyddfa’r ysgol: ${phone}.`,
  yours: {
    heading: (child) => `Gwersi byw: ${child}`,
    aChild: "eich plentyn",
    for: (adult) => `Mae’r dudalen hon ar gyfer ${adult}.`,
    private:
      "Nid chi yw hwn? Caewch y dudalen, a dywedwch wrth swyddfa’r ysgol eich bod wedi cael y ddolen anghywir.",
  },
  permission: {
    heading: "Mae’r ysgol yn gofyn am eich caniatâd",
    question: (child) => `A gaiff ${child} gymryd rhan mewn gwersi byw drwy fideo?`,
    means:
      "Mae’r ysgol yn gofyn i bob oedolyn. Eich ateb chi yn unig yw hwn: nid oes tudalen yn ei ddangos i oedolyn arall. Gallwch ei newid yma ar unrhyw adeg. Os dywedwch na, ni fydd eich plentyn yn ymuno â gwers, a bydd yr ysgol yn siarad â chi am hynny.",
    yes: "Caiff",
    no: "Na chaiff",
    saidYes: "Fe wnaethoch ateb: caiff.",
    saidNo: "Mae eich ateb wedi’i gadw: na chaiff. Ffoniwch swyddfa’r ysgol yn ei gylch.",
    takenBack:
      "Mae eich ateb wedi’i gadw: rydych wedi tynnu eich caniatâd yn ôl. Ffoniwch swyddfa’r ysgol yn ei gylch.",
    change: "Newid fy ateb",
    notChanged:
      "Ni newidiwyd dim: rhoddwyd ateb mwy diweddar, gennych chi neu gan yr ysgol ar eich rhan, ar ôl agor y dudalen honno. Mae i’w weld yma.",
  },
  next: {
    heading: "Y wers nesaf",
    none: (phone) =>
      `Ni allwch ymuno â gwers o’r dudalen hon ar hyn o bryd, ac nid yw’r dudalen yn dweud pam. Os ydych yn disgwyl gwers, ffoniwch swyddfa’r ysgol${phone === "" ? "" : ` ar ${phone}`} cyn iddi ddechrau.`,
    toCome: (day, at, from, by) =>
      `${day} am ${at}. Agorwch y dudalen hon eto rhwng ${from} a ${by}: yna bydd botwm yn arwain at y wers.`,
    cancelled: (day, at) => `Cafodd y wers ar ${day} am ${at} ei chanslo. Ni fydd yn digwydd.`,
    postponed: (day, at) => `Gohiriwyd y wers ar ${day} am ${at}. Bydd yr ysgol yn awgrymu amser arall.`,
    openNow: (on) => `Mae’r wers${onDay(on)} ar agor i chi.`,
    join: "Dangos y ffordd i’r wers",
    joinNow: "Mynd i’r wers yn Teams",
    browser: "Heb ap Teams: dewiswch “Parhau ar y porwr hwn” yno.",
    joinZoom: "Mynd i’r wers yn Zoom",
    inZoom: "Heb ap Zoom: dewiswch “Join from your browser” yno.",
    ended: (on) => `Mae’r wers${onDay(on)} wedi gorffen. Bydd yr ysgol yn cysylltu â chi.`,
    notYet: "Ni allwch ymuno â gwers o’r dudalen hon nawr.",
    away: (on) =>
      `Mae’r wers${onDay(on)} ar agor, ond ni ellir dod o hyd i’r ffordd iddi nawr. Rhowch gynnig arall arni mewn munud, neu ffoniwch swyddfa’r ysgol.`,
  },
  no: {
    heading: "Nid yw’r ddolen hon yn agor",
    unknown:
      "Nid yr ysgol a wnaeth y ddolen hon, neu mae rhan ohoni ar goll. Copïwch y ddolen gyfan o’r neges.",
    revoked:
      "Mae’r ysgol wedi dod â’r ddolen hon i ben. Efallai eich bod wedi cael un newydd. Os na, gofynnwch i swyddfa’r ysgol.",
    expired: "Nid yw’r ddolen hon yn gweithio mwyach. Gofynnwch i swyddfa’r ysgol am un newydd.",
    tooMany: "Mae gormod yn cael ei ofyn o’r dudalen hon nawr. Arhoswch funud, yna rhowch gynnig arall arni.",
    often: "Mae eich ateb wedi newid yn aml heddiw. Ffoniwch swyddfa’r ysgol.",
    fault: "Aeth rhywbeth o’i le yma. Rhowch gynnig arall arni mewn munud, neu ffoniwch swyddfa’r ysgol.",
  },
};
