/**
 * Given names with what families call them and how else they are spelt, a line each. One word may stand in several
 * lines: then it fits several children, and a person decides. Two first names of a line are never told apart by it.
 */
const LINES = `
abigail abi abby abbie gail
adam addy
adelaide addie ada
agnes aggie
aisha ayesha aysha aicha aishah
albert bertie bert al albie
alexander alex alec sasha xander lex sandy aleksander alexandre
alexandra alex lexi lexie sasha sandra sandy alexa
alfred alfie alf fred freddie
alice ali allie
alison ali allie
amelia millie amy mia melia
amy aimee ami
andrew andy drew
angus gus
anna annie ann anne hannah
annabel annabelle bella annie
anthony tony ant antony
antonia toni
archibald archie
arthur art artie
augustus gus
barbara barb babs
barnaby barney
beatrice bea trixie beatrix
benjamin ben benji benny
bernard bernie
bethany beth
bridget bridie biddy
cameron cam
caroline carrie caz
catherine katherine kathryn katharine catharine kate katie kat cathy kathy cat kitty kit
charles charlie chas chaz
charlotte charlie lottie lotte char
christian chris
christina chris tina chrissy
christine chris tina chrissy
christopher chris kit topher
clementine clemmie clem
constance connie
cordelia delia
daniel dan danny
danielle dani danni
david dave davey dai dafydd
deborah debbie deb
dmytro dima dmitro dmitri dmitry
dominic dom dominik nic
dorothy dot dottie dolly
edmund ed eddie ned
edward ed eddie ted teddy ned
eleanor ellie nell nora elinor elle
elijah eli
elizabeth lizzie liz beth betty eliza libby lily elisabeth bess liza
elliot eliot elliott
eloise ellie elle
emily em emmy millie
emma em emmy
emmanuel manny emanuel
ethan ethen
euan ewan ewen owen
evangeline evie eva
eve evie
fatima fatimah fatema
fergus gus
finlay fin finn finley
finnegan finn
florence flo florrie flossie
frances fran frankie fanny
francesca fran frankie chessie
francis frank frankie
franklin frank frankie
frederick fred freddie freddy frederic
gabriel gabe
gabriella gabby gabi ella gabriela bella
genevieve evie gen jen
geoffrey geoff jeffrey jeff
george georgie
georgina georgie gina georgia
gerard gerry
grace gracie
gregory greg
gwendolen gwen
hamza hamzah
hannah hana hanna
harold harry hal
harriet hattie harri
harrison harry
helena lena nell
henrietta hettie etta
henry harry hal hank
hugh hughie huw
ibrahim ibraheem ebrahim ibby ibrahima
imogen immy immie
isaac zac zak ike
isabel isabelle isabella izzy bella issy izzie belle isobel ysabel
isla ayla
jacob jake jakob kuba
jakub kuba jacob
jacqueline jackie jacqui
james jim jimmy jamie jem
jasmine jas jaz jazz yasmin yasmine
jaspreet jas jassi
jayden jaden jaydon
jemima jem mima
jennifer jen jenny
jeremy jez jerry
jessica jess jessie
joanna jo joanne
john jack johnny jonny
jonathan jon jonny johnny
joseph joe joey jo
joshua josh
josephine josie jo
judith judy jude
julia jules
juliet jules
justin jus
khadija khadijah khadeeja
lachlan lachie
laura lauren laurie
lawrence larry laurie loz lawrie
leah lea
leo leon leonardo
leonard len leo lenny
lewis lew louis
lily lilly lillie lilian lillian
louis lou louie lewis
louise lou
lucas luca luke luka
lucy lucie luce
lukasz lukas luca
lydia liddy
madeleine maddie maddy madeline
madison maddie maddy
magdalena magda lena
malachi mal kai
margaret maggie meg peggy greta molly
maria mia mary
mary molly polly
martha mattie
martin marty
matilda tilly tilda mattie
matthew matt matty mathew
maximilian max
megan meg meggie
melissa mel lissa
michael mike mikey mick micky
michelle shell
millicent millie
mohammed muhammad mohammad mohamed muhammed mohamad mohd mo mahomet
molly mollie
mustafa mustapha
natalie nat nattie nathalie
natasha tasha nat
nathan nate nat
nathaniel nate nathan nat
nevaeh neveah
niamh neve nieve
nicholas nick nicky nico nicolas nik
nicola nicky nic nikki
noah noa
olena lena
oliver ollie oli olly
olivia liv livvy olive
oluwaseun seun
oscar ozzy oskar
pamela pam
patricia pat trish patsy tricia
patrick pat paddy
penelope penny nell
peter pete
philip phil phillip pip
philippa pippa pip
phoebe bee
prudence prue
rachel rach rachael
rebecca becky becca bex rebekah
reginald reg reggie
richard rich rick dick ricky
robert rob bob bobby robbie bert
robin rob
rodney rod
rohan roan
ronald ron ronnie
rosalind ros roz
rose rosie
rosie rose
rosemary rosie rose
ruby rubes
rupert ru
samantha sam sammy sammie
samir sami
samuel sam sammy
sarah sara sally sadie
savannah sav
scarlett scarlet
sebastian seb sebby bas
shannon shan
siobhan shiv shivaun
simranjit simran simi
sofia sophia sophie zosia
sophie soph
stanley stan
stephanie steph stevie
stephen steve stevie steven
susan sue suzie
tabitha tabby tabs
teresa tess terry theresa
thaddeus tad
theodore theo ted teddy
theodora theo dora
thomas tom tommy
tilly matilda
timothy tim timmy
tobias toby tobi
tomasz tomek
valentina val tina
vanessa nessa
victor vic
victoria vicky tori vic vicki vikki
vincent vince vinny
violet vi
virginia ginny
walter wally walt
wilfred wilf fred freddie
wilhelmina mina billie
william will bill billy liam willie wills
winifred winnie freddie
xavier xavi
yusuf yousuf yousef youssef yusef joseph
zachary zac zach zak zack zachariah
zainab zaynab zeinab zaynub
zara zahra sara
zoe zoey
`;

const groups = new Map<string, ReadonlySet<number>>();
for (const [group, line] of LINES.trim().split("\n").entries())
  for (const word of line.split(" ")) groups.set(word, new Set([...(groups.get(word) ?? []), group]));

/** The lines that a given name stands in. */
export const linesOf = (word: string): readonly number[] => [...(groups.get(word) ?? [])];

/** Whether two given names may be of the same child: "Ollie" of Oliver, "Mohammed" of Muhammad. */
export const isOfSameName = (one: string, other: string): boolean => {
  const known = groups.get(other);
  return known !== undefined && [...(groups.get(one) ?? [])].some((group) => known.has(group));
};

/** Surnames that are as well a person's given name: alone, they say nothing of whose device it is. */
const ALSO_GIVEN = new Set(
  (
    "abraham anderson arnold bailey barclay barnaby benedict bennett bentley beverley bradley bronson cameron campbell " +
    "carson carter clayton clifford clinton connor cooper crawford cullen dawson delaney douglas duncan ellison emerson " +
    "everett finley fletcher forrest foster francis franklin frederick gilbert gregory griffin hamilton harding harper " +
    "harrison harvey henderson herbert houston howard hudson hunter jackson jefferson jeffrey johnson jordan joseph " +
    "kennedy kingsley lawrence leighton leonard lindsay lincoln mackenzie madison marshall matthews maxwell melissa " +
    "michael mitchell montgomery nicholas nicholson parker patrick preston quentin randall raymond reginald richard " +
    "robinson rosemary russell sanders shelley sheldon sheridan sinclair solomon spencer stanley stephen stephens sterling " +
    "stewart stuart sullivan sydney terence thornton timothy vaughan vernon vincent wallace walter webster wesley " +
    "whitney wilfred william williams winston"
  ).split(" "),
);

export const isAlsoGiven = (surname: string): boolean => ALSO_GIVEN.has(surname) || groups.has(surname);
