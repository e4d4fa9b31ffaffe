<#
.SYNOPSIS
Sets up Microsoft 365 for Lesson Guard: the eight steps of docs/admin/teams.md.
.DESCRIPTION
Run it in the folder that holds lesson-guard.zip. Without -Apply it lists what it would do, and changes nothing. It may be run again at any time: what is so already is
left alone, and what your school has added (permissions, apps, groups, policies) stays. What cannot be done is listed at the end, and the rest is tried.
On Windows, where scripts are not allowed, first: Set-ExecutionPolicy -Scope Process -ExecutionPolicy Bypass. It holds for this window alone. Printed from the program's own list of steps; do not change it by hand.
.EXAMPLE
./setup.ps1 -TenantId 7f0b… -BotId 3f6a… -StaffGroup 1111… -DslGroup 2222… -HeadteacherGroup 3333… -AdministratorGroup 4444… -PackageVersion 1.0.0 -MeetingPolicy Educators
#>
#Requires -Version 7.2
[CmdletBinding()]
param(
  # Directory (tenant) id: Entra admin centre, Overview.
  [Parameter(Mandatory)] [guid] $TenantId,
  # Application (client) id of the app registration: BOT_ID in env/.env.dev (in Azure) or env/.env.local (a machine of your own).
  [Parameter(Mandatory)] [guid] $BotId,
  # Object ids of the four groups: Entra admin centre, Groups, the group.
  [Parameter(Mandatory)] [guid] $StaffGroup,
  [Parameter(Mandatory)] [guid] $DslGroup,
  [Parameter(Mandatory)] [guid] $HeadteacherGroup,
  [Parameter(Mandatory)] [guid] $AdministratorGroup,
  # Of the package, which is not the program's: APP_VERSION in the same file. The first is 1.0.0.
  [Parameter(Mandatory)] [version] $PackageVersion,
  # Name of the meeting policy that staff have. Global is the one of all who have no other, and so most often of pupils.
  [Parameter(Mandatory)] [string] $MeetingPolicy,
  # Only where registers come from Microsoft’s classes.
  [switch] $RegistersFromClasses,
  # Only where e-mail about alerts goes through Exchange.
  [switch] $EmailThroughGraph,
  # Only where Lesson Guard files recordings of one-to-ones.
  [switch] $RecordingsFiled,
  # Only where staff plan lessons in Lesson Guard.
  [switch] $LessonsPlanned,
  # Only where your organisation lets apps read a chat after approval.
  [switch] $PreApprove,
  # Do it. Without this, list it.
  [switch] $Apply,
  # Ask nothing: for a run that no one watches.
  [switch] $Yes
)
$ErrorActionPreference = 'Stop'
$AppId = ''

# Gives Lesson Guard these permissions of Microsoft Graph, where they are not given yet. It takes none away.
function Add-AppPermission {
  param([string[]] $Names)
  $app = Get-MgServicePrincipal -Filter "appId eq '$BotId'"
  $graph = Get-MgServicePrincipal -Filter "appId eq '00000003-0000-0000-c000-000000000000'"
  $wanted = $Names
  $given = (Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id -All).AppRoleId
  $graph.AppRoles | Where-Object { $_.Value -in $wanted -and $_.Id -notin $given } | ForEach-Object {
    New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id -PrincipalId $app.Id -ResourceId $graph.Id -AppRoleId $_.Id
  }
}

# Name of the meeting policy that the group of staff has: the first by rank, or Global where it has none.
function Get-StaffMeetingPolicy {
  $given = Get-CsGroupPolicyAssignment -GroupId $StaffGroup -PolicyType TeamsMeetingPolicy | Sort-Object Rank | Select-Object -First 1
  if ($given) { $given.PolicyName } else { 'Global' }
}

# Names of the policies of a type that the group of staff has: Lesson Guard's own, or others.
function Get-StaffPolicy {
  param([string] $Type, [switch] $Other)
  Get-CsGroupPolicyAssignment -GroupId $StaffGroup -PolicyType $Type |
    Where-Object { ($_.PolicyName -ne 'Lesson Guard') -eq $Other.IsPresent }
}

$Steps = @(
  @{
    Title = '1. Give Lesson Guard its permissions'
    Module = 'Microsoft.Graph'
    Does = 'Gives each permission that is not given yet.'
    Do = {
      Add-AppPermission -Names @('OnlineMeetings.ReadWrite.All', 'Calls.JoinGroupCall.All', 'Calls.Initiate.All', 'GroupMember.Read.All', 'User.Read.All')
    }
  }
  @{
    Title = '1. Give Lesson Guard its permissions'
    Module = 'Microsoft.Graph'
    Does = 'Only where registers come from Microsoft’s classes: gives what that takes.'
    OnlyIf = $RegistersFromClasses.IsPresent
    Switch = 'RegistersFromClasses'
    Do = {
      Add-AppPermission -Names @('EduRoster.Read.All')
    }
  }
  @{
    Title = '1. Give Lesson Guard its permissions'
    Module = 'Microsoft.Graph'
    Does = 'Only where e-mail about alerts goes through Exchange: gives what that takes.'
    OnlyIf = $EmailThroughGraph.IsPresent
    Switch = 'EmailThroughGraph'
    Do = {
      Add-AppPermission -Names @('Mail.Send')
    }
  }
  @{
    Title = '1. Give Lesson Guard its permissions'
    Module = 'Microsoft.Graph'
    Does = 'Only where Lesson Guard files recordings of one-to-ones: gives what that takes.'
    OnlyIf = $RecordingsFiled.IsPresent
    Switch = 'RecordingsFiled'
    Do = {
      Add-AppPermission -Names @('OnlineMeetingRecording.Read.All', 'Sites.Selected')
    }
  }
  @{
    Title = '1. Give Lesson Guard its permissions'
    Module = 'Microsoft.Graph'
    Does = 'Only where staff plan lessons in Lesson Guard: gives what that takes.'
    OnlyIf = $LessonsPlanned.IsPresent
    Switch = 'LessonsPlanned'
    Do = {
      Add-AppPermission -Names @('TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All', 'TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All')
    }
  }
  @{
    Title = '2. Upload the app to Teams'
    Module = 'MicrosoftTeams'
    Does = 'Uploads the package, from the folder in which PowerShell is, and shows the App ID.'
    Already = { @(Get-TeamsApp -DisplayName 'Lesson Guard' -DistributionMethod organization).Count -gt 0 }
    Do = {
      $there = Get-TeamsApp -DisplayName 'Lesson Guard' -DistributionMethod organization
      if ($there) { Write-Host 'It is in the catalogue already: nothing was uploaded.' } else { New-TeamsApp -DistributionMethod organization -Path './lesson-guard.zip' }
      Get-TeamsApp -DisplayName 'Lesson Guard' -DistributionMethod organization | Format-List 'DisplayName', 'Id'
    }
  }
  @{
    Title = '2. Upload the app to Teams'
    Module = 'MicrosoftTeams'
    Does = 'Finds its App ID in your catalogue. Set TEAMS_CATALOG_ID to it on the server.'
    Do = {
      $script:AppId = (Get-TeamsApp -DisplayName 'Lesson Guard' -DistributionMethod organization).Id
      Write-Host "   App ID: $AppId"
    }
  }
  @{
    Title = '2. Upload the app to Teams'
    Module = 'MicrosoftTeams'
    Does = 'Unblocks it for administrators alone, so that you can open it.'
    NeedsApp = $true
    Do = {
      Update-M365TeamsApp -Id $AppId -IsBlocked $false -AppAssignmentType UsersAndGroups -OperationType Add -Groups @($AdministratorGroup)
    }
  }
  @{
    Title = '3. Say who is who'
    Module = 'Microsoft.Graph'
    Does = 'Shows who is in the groups that are chosen.'
    Do = {
      Get-MgGroupTransitiveMember -GroupId $StaffGroup -All | ForEach-Object { $_.AdditionalProperties['displayName'] }
      Get-MgGroupTransitiveMember -GroupId $DslGroup -All | ForEach-Object { $_.AdditionalProperties['displayName'] }
      Get-MgGroupTransitiveMember -GroupId $HeadteacherGroup -All | ForEach-Object { $_.AdditionalProperties['displayName'] }
      Get-MgGroupTransitiveMember -GroupId $AdministratorGroup -All | ForEach-Object { $_.AdditionalProperties['displayName'] }
    }
  }
  @{
    Title = '4. Give the app to staff, and to no one else'
    ByHand = 'admin.teams.microsoft.com > Teams apps > Manage apps > Lesson Guard > Users and groups > Edit availability: where it says Everyone, choose Specific users or groups first. Then add the four groups, and take out every other > Apply > then Teams apps, Setup policies, Add > name it Lesson Guard > Installed apps, Add apps: Lesson Guard > Meetings, Add apps: Lesson Guard > Save > Group policy assignment, Add: the group of staff, rank 1, the policy Lesson Guard > the same for DSLs, headteachers and administrators, where they are not all in the group of staff > then in Teams, in a meeting that a member of staff has planned: Apps, Lesson Guard, Add, where it is not there already > in Lesson Guard: Set-up, Check now'
  }
  @{
    Title = '4. Give the app to staff, and to no one else'
    Module = 'MicrosoftTeams'
    Does = 'Lets the four groups use the app, and installs it for them.'
    NeedsApp = $true
    Shows = {
      foreach ($Group in $StaffGroup, $DslGroup, $HeadteacherGroup, $AdministratorGroup) {
        $Names = @(Get-MgGroupTransitiveMember -GroupId $Group -All | ForEach-Object { $_.AdditionalProperties['displayName'] } | Sort-Object)
        Write-Host "   $((Get-MgGroup -GroupId $Group).DisplayName), $($Names.Count):"
        for ($At = 0; $At -lt $Names.Count; $At += 3) { Write-Host "      $($Names[$At..($At + 2)] -join '; ')" }
      }
    }
    Asks = 'Give Lesson Guard to all of these people, and to no pupil?'
    Do = {
      Update-M365TeamsApp -Id $AppId -IsBlocked $false -AppAssignmentType UsersAndGroups -OperationType Add -Groups @($StaffGroup, $DslGroup, $HeadteacherGroup, $AdministratorGroup)
      Update-M365TeamsApp -Id $AppId -AppInstallType UsersAndGroups -InstallForOperationType Add -InstallForGroups @($StaffGroup, $DslGroup, $HeadteacherGroup, $AdministratorGroup) -InstallVersion $PackageVersion
    }
  }
  @{
    Title = '4. Give the app to staff, and to no one else'
    Module = 'MicrosoftTeams'
    Does = 'Gives staff the setup policy Lesson Guard, which you have made in the portal: it puts the app into their meetings. Where they have another, nothing is done.'
    Already = { @(Get-StaffPolicy -Type TeamsAppSetupPolicy).Count -gt 0 }
    Not = { @(Get-StaffPolicy -Type TeamsAppSetupPolicy -Other).Count -gt 0 }
    Because = 'Your staff have another setup policy, and a new one would take its place. In the Teams admin centre, under Teams apps, Setup policies, add Lesson Guard to that one.'
    Do = {
      $other = Get-CsGroupPolicyAssignment -GroupId $StaffGroup -PolicyType TeamsAppSetupPolicy | Where-Object { $_.PolicyName -ne 'Lesson Guard' }
      if ($other) { Write-Host 'Not done: staff have another setup policy. Add Lesson Guard to that one, under Installed apps and under Meetings.' } else { Grant-CsTeamsAppSetupPolicy -Group $StaffGroup -PolicyName 'Lesson Guard' -Rank 1 }
    }
  }
  @{
    Title = '4. Give the app to staff, and to no one else'
    Module = 'MicrosoftTeams'
    Does = 'Shows who may have the app, and for whom it is installed. It must be the four groups and no one else.'
    NeedsApp = $true
    Do = {
      Get-M365TeamsApp -Id $AppId | ConvertTo-Json -Depth 5
    }
  }
  @{
    Title = '4. Give the app to staff, and to no one else'
    Module = 'Microsoft.Graph.Beta'
    Does = 'Only where your organisation lets apps read a chat after approval: approves it.'
    OnlyIf = $PreApprove.IsPresent
    Switch = 'PreApprove'
    NeedsApp = $true
    Already = { (Get-MgBetaTeamAppPreApproval -TeamsAppId $AppId -ErrorAction SilentlyContinue).Count -gt 0 }
    Do = {
      $there = Get-MgBetaTeamAppPreApproval -TeamsAppId $AppId -ErrorAction SilentlyContinue
      if ($there) { Write-Host 'It is approved already: go on.' } else { New-MgBetaTeamAppPreApproval -TeamsAppId $AppId -ResourceSpecificApplicationPermissionsAllowedForChats @('OnlineMeeting.ReadBasic.Chat', 'OnlineMeetingParticipant.Read.Chat', 'ChatSettings.Read.Chat') }
    }
  }
  @{
    Title = '5. Add the app to the DSLs'' channel'
    ByHand = 'in Teams: the team of the DSLs, ⋯, Manage team, Apps, Get more apps: Lesson Guard, Add > the private channel of the DSLs, ⋯, Manage channel, Apps, Add an app: Lesson Guard > then in Lesson Guard: Settings, People, DSL channel: choose it, Save > a DSL in Lesson Guard: Record, Waiting for your approval, Approve > in Lesson Guard: Set-up, Check now'
  }
  @{
    Title = '6. Let Lesson Guard set the options of lessons'
    Module = 'MicrosoftTeams'
    Does = 'Makes the access policy, where it is not there yet.'
    Already = { @(Get-CsApplicationAccessPolicy | Where-Object { $_.Identity -match 'Lesson Guard$' }).Count -gt 0 }
    Do = {
      $there = Get-CsApplicationAccessPolicy | Where-Object { $_.Identity -match 'Lesson Guard$' }
      if ($there) { Write-Host 'The access policy is there already: go on.' } else { New-CsApplicationAccessPolicy -Identity 'Lesson Guard' -AppIds $BotId -Description 'Lesson Guard sets the options of lessons' }
    }
  }
  @{
    Title = '6. Let Lesson Guard set the options of lessons'
    Module = 'MicrosoftTeams'
    Does = 'Grants it for the meetings that staff organise. Where staff have another access policy already, Lesson Guard is added to that one, for everyone who has it.'
    Already = { @(Get-StaffPolicy -Type ApplicationAccessPolicy).Count -gt 0 }
    Do = {
      $other = Get-CsGroupPolicyAssignment -GroupId $StaffGroup -PolicyType ApplicationAccessPolicy | Where-Object { $_.PolicyName -ne 'Lesson Guard' }
      if ($other) { Set-CsApplicationAccessPolicy -Identity $other.PolicyName -AppIds @{Add=$BotId} } else { Grant-CsApplicationAccessPolicy -PolicyName 'Lesson Guard' -Group $StaffGroup -Rank 1 }
    }
  }
  @{
    Title = '7. Let Lesson Guard remove people, and close your meeting policy'
    Module = 'MicrosoftTeams'
    Does = 'Lets Lesson Guard remove people.'
    Already = { (Get-CsApplicationMeetingConfiguration).AllowRemoveParticipantAppIds -contains $BotId }
    Do = {
      Set-CsApplicationMeetingConfiguration -AllowRemoveParticipantAppIds @{Add=$BotId}
    }
  }
  @{
    Title = '7. Let Lesson Guard remove people, and close your meeting policy'
    Module = 'MicrosoftTeams'
    Does = 'Guests who are not signed in cannot use apps in a meeting.'
    Do = {
      Set-CsTeamsMeetingConfiguration -DisableAppInteractionForAnonymousUsers $true
    }
  }
  @{
    Title = '7. Let Lesson Guard remove people, and close your meeting policy'
    Module = 'MicrosoftTeams'
    Does = 'Shows which meeting policy the group of staff has, and which one person of it has. Where nothing is shown, it is Global.'
    Do = {
      Get-CsGroupPolicyAssignment -GroupId $StaffGroup -PolicyType TeamsMeetingPolicy | Format-List 'PolicyName', 'Rank'
      $person = Get-MgGroupTransitiveMember -GroupId $StaffGroup -All | Select-Object -First 1
      Get-CsUserPolicyAssignment -Identity $person.Id -PolicyType TeamsMeetingPolicy | Format-List 'PolicyName', 'PolicySource'
    }
  }
  @{
    Title = '7. Let Lesson Guard remove people, and close your meeting policy'
    Module = 'MicrosoftTeams'
    Does = 'For that policy: the lobby holds everyone, families can join, no guest starts a meeting or presents, and there are no breakout rooms.'
    Not = { (Get-StaffMeetingPolicy) -ne $MeetingPolicy }
    Because = 'The group of staff has another meeting policy than the one in -MeetingPolicy, so none was changed. The block before this one shows which it has. Run it again with that name, or give the group of staff the policy that you mean.'
    Shows = {
      Get-CsTeamsMeetingPolicy -Identity $MeetingPolicy | Format-List 'AutoAdmittedUsers', 'AllowPSTNUsersToBypassLobby', 'AllowOrganizersToOverrideLobbySettings', 'AllowAnonymousUsersToJoinMeeting', 'AllowAnonymousUsersToStartMeeting', 'DesignatedPresenterRoleMode', 'ParticipantNameChange', 'AllowBreakoutRooms', 'ExternalBotAccessMode', 'MeetingChatEnabledType', 'AllowCloudRecording' | Out-Host
    }
    Asks = 'Change this meeting policy, for everyone who has it?'
    Do = {
      Set-CsTeamsMeetingPolicy -Identity $MeetingPolicy -AutoAdmittedUsers OrganizerOnly -AllowPSTNUsersToBypassLobby $false -AllowOrganizersToOverrideLobbySettings $true -AllowAnonymousUsersToJoinMeeting $true -AllowAnonymousUsersToStartMeeting $false -DesignatedPresenterRoleMode OrganizerOnlyUserOverride -ParticipantNameChange Disabled -AllowBreakoutRooms $false -ExternalBotAccessMode RequireApprovalWhenDetected
    }
  }
  @{
    Title = '7. Let Lesson Guard remove people, and close your meeting policy'
    Module = 'MicrosoftTeams'
    Does = 'Shows that policy as it is now.'
    Do = {
      Get-CsTeamsMeetingPolicy -Identity $MeetingPolicy | Format-List 'AutoAdmittedUsers', 'AllowPSTNUsersToBypassLobby', 'AllowOrganizersToOverrideLobbySettings', 'AllowAnonymousUsersToJoinMeeting', 'AllowAnonymousUsersToStartMeeting', 'DesignatedPresenterRoleMode', 'ParticipantNameChange', 'AllowBreakoutRooms', 'ExternalBotAccessMode', 'MeetingChatEnabledType', 'AllowCloudRecording'
    }
  }
  @{
    Title = '8. Rehearse with a real meeting'
    ByHand = 'in Teams: Lesson Guard > Set-up > step 8 > Start the rehearsal > Open the meeting, and join it first, before the phone > Participants: admit Lesson Guard by itself, where it waits in the lobby > on your phone: the same link, in a browser and without signing in > in the meeting: let the phone in. Lesson Guard removes it > a DSL, in the chat with Lesson Guard: I have seen it'
  }
)

$Number = 0
if (-not $Apply) {
  foreach ($Step in $Steps) {
    $Number += 1
    Write-Host "[$Number] $($Step.Title)"
    if ($Step.ByHand) { Write-Host "   By hand: $($Step.ByHand)"; continue }
    if ($Step.ContainsKey('OnlyIf') -and -not $Step.OnlyIf) { Write-Host "   Left out: only with -$($Step.Switch)."; continue }
    Write-Host "   $($Step.Does)"
    if ($Step.Asks) { Write-Host "   Shows who or what that is, and asks first: $($Step.Asks)" }
    Write-Host "$($Step.Do)"
  }
  Write-Host ''
  Write-Host 'Nothing has been changed. Run the same again with -Apply to do it.'
  return
}

foreach ($Module in 'MicrosoftTeams', 'Microsoft.Graph') {
  if (-not (Get-Module -ListAvailable -Name $Module)) {
    throw "PowerShell does not have $Module. Run: Install-Module $Module -Scope CurrentUser"
  }
}
if ($PreApprove -and -not (Get-Module -ListAvailable -Name 'Microsoft.Graph.Beta')) {
  throw 'PowerShell does not have Microsoft.Graph.Beta. Run: Install-Module Microsoft.Graph.Beta -Scope CurrentUser'
}
Connect-MicrosoftTeams -TenantId $TenantId | Out-Null
Connect-MgGraph -TenantId $TenantId -Scopes 'Application.Read.All', 'AppRoleAssignment.ReadWrite.All', 'Group.Read.All' | Out-Null
if ($PreApprove) {
  Connect-MgGraph -TenantId $TenantId -Scopes 'TeamworkAppSettings.ReadWrite.All', 'Policy.ReadWrite.Authorization', 'AppCatalog.Read.All' | Out-Null
}

$Left = @()
$Failed = 0
foreach ($Step in $Steps) {
  $Number += 1
  Write-Host "[$Number] $($Step.Title)"
  if ($Step.ByHand) {
    Write-Host "   By hand: $($Step.ByHand)"
    $Left += "[$Number] by hand: $($Step.ByHand)"
    continue
  }
  if ($Step.ContainsKey('OnlyIf') -and -not $Step.OnlyIf) { Write-Host '   Left out.'; continue }
  Write-Host "   $($Step.Does)"
  if ($Step.NeedsApp -and -not $AppId) {
    Write-Host '   NOT DONE. The app is not in your catalogue yet: step 2.'
    $Left += "[$Number] waits for step 2: $($Step.Does)"
    $Failed += 1
    continue
  }
  try {
    if ($Step.Already -and (& $Step.Already)) { Write-Host '   It is so already.'; continue }
    if ($Step.Not -and (& $Step.Not)) {
      Write-Host "   NOT DONE. $($Step.Because)"
      $Left += "[$Number] $($Step.Because)"
      continue
    }
    if ($Step.Shows) { & $Step.Shows }
    if ($Step.Asks -and -not $Yes -and (Read-Host "   $($Step.Asks) Type yes to do it") -ne 'yes') {
      Write-Host '   Not done, as you wished.'
      $Left += "[$Number] not done, as you wished: $($Step.Does)"
      continue
    }
    & $Step.Do
    Write-Host '   Done.'
  } catch {
    Write-Host "   NOT DONE: $($_.Exception.Message)"
    $Left += "[$Number] NOT DONE: $($Step.Does) $($_.Exception.Message)"
    $Failed += 1
  }
}
Write-Host ''
Write-Host 'Left for you:'
$Left | ForEach-Object { Write-Host "   $_" }
if ($Failed) { Write-Host "$Failed could not be done, and the others were tried. Put it right and run the same again: what is done is left alone." }
Write-Host 'A meeting policy can take 24 hours, the access policy 30 minutes.'
if ($Failed) { exit 1 }
