// All that production needs. The app registration exists already (teamsapp.yml makes it). Secrets are kept in the key
// vault only; what is empty here stays there as it is, so that a second provision needs none of them again.
//
// App Service keeps nothing on a local disk between restarts, and the network share that it does keep is no
// place for SQLite's write-ahead log. Here the record therefore lives in PostgreSQL, which no one reaches from outside
// this network, and which has no password: the program's managed identity signs in.

@description('Name of every resource; unique in the world.')
@minLength(6)
@maxLength(20)
param resourceBaseName string

@description('school: one instance, the smallest that is safe. trust: two to five instances, and a database with a second server in another building.')
@allowed(['school', 'trust'])
param size string = 'school'

@description('Client id of the single-tenant app registration.')
param botId string

@description('Tenant of the school.')
param botTenantId string

@secure()
@description('Client secret of the app registration. Empty: the one in the vault stays.')
param botPassword string = ''

@description('Day on which the client secret ends, such as 2027-01-14: the administrators are told before. Empty: unknown.')
param botPasswordEnds string = ''

@description('Name of the certificate in the vault that the bot signs in with, in place of a secret. Empty: the secret.')
param botCertificateName string = ''

@secure()
@description('Ed25519 private key that seals are signed with, in base64: made by npm run parameters, once. Empty: the one in the vault stays.')
param sealKey string = ''

@secure()
@description('Opens the metrics: made by npm run parameters, once. Empty: the one in the vault stays.')
param metricsToken string = ''

@description('Whether e-mail about alerts goes through a mail server of the school.')
param usesMailServer bool = false

@secure()
@description('Its address with user and password. Empty: the one in the vault stays.')
param smtpUrl string = ''

@description('Entra group of the first administrators.')
param adminGroupId string

@description('Id of the app in its manifest.')
param teamsAppId string

@description('Id of the app in the catalogue of the school, known once it is published: empty until then.')
param teamsCatalogId string = ''

@description('Path of the file with the settings of the school, such as /home/lesson-guard/school.json. Empty: the settings page.')
param schoolFile string = ''

@description('Who is told when something is wrong: the people who look after it, in a mailbox that is read.')
param alertEmail string

@description('UK South unless said otherwise; copies of the database are kept in its pair, UK West.')
param location string = 'uksouth'

var isTrust = size == 'trust'
var tags = {
  product: 'Lesson Guard'
  size: size
  owner: alertEmail
  data: 'personal, children'
}

// The program's own account in Azure: it reads secrets, and signs in to the database.

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: resourceBaseName
  location: location
  tags: tags
}

// A network of its own: the program, the database, and the door to the vault.

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: resourceBaseName
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: ['10.72.0.0/24']
    }
    subnets: [
      {
        name: 'program'
        properties: {
          addressPrefix: '10.72.0.0/26'
          delegations: [
            {
              name: 'web'
              properties: {
                serviceName: 'Microsoft.Web/serverFarms'
              }
            }
          ]
        }
      }
      {
        name: 'database'
        properties: {
          addressPrefix: '10.72.0.64/28'
          delegations: [
            {
              name: 'postgres'
              properties: {
                serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers'
              }
            }
          ]
        }
      }
      {
        name: 'doors'
        properties: {
          addressPrefix: '10.72.0.80/28'
        }
      }
    ]
  }
}

resource databaseNames 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: '${resourceBaseName}.private.postgres.database.azure.com'
  location: 'global'
  tags: tags
}

resource databaseNamesHere 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: databaseNames
  name: resourceBaseName
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: network.id
    }
  }
}

resource vaultNames 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.vaultcore.azure.net'
  location: 'global'
  tags: tags
}

resource vaultNamesHere 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: vaultNames
  name: resourceBaseName
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: network.id
    }
  }
}

// What the program writes on standard output, its security log with it, goes where the program's identity cannot
// change it (docs/security.md, 16.4).

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: resourceBaseName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: 90
  }
}

// The record. Signing in with a password is switched off; the identity is the only administrator, and makes the
// database itself at the first start, so that it owns it.

resource postgres 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: resourceBaseName
  location: location
  tags: tags
  sku: {
    name: isTrust ? 'Standard_D2ds_v5' : 'Standard_B1ms'
    tier: isTrust ? 'GeneralPurpose' : 'Burstable'
  }
  properties: {
    version: '16'
    createMode: 'Default'
    authConfig: {
      activeDirectoryAuth: 'Enabled'
      passwordAuth: 'Disabled'
      tenantId: subscription().tenantId
    }
    storage: {
      storageSizeGB: 32
      autoGrow: 'Enabled'
    }
    backup: {
      backupRetentionDays: 14
      geoRedundantBackup: 'Enabled'
    }
    highAvailability: {
      mode: isTrust ? 'ZoneRedundant' : 'Disabled'
    }
    network: {
      delegatedSubnetResourceId: network.properties.subnets[1].id
      privateDnsZoneArmResourceId: databaseNames.id
      publicNetworkAccess: 'Disabled'
    }
    // Sundays at two in the night: never in a lesson.
    maintenanceWindow: {
      customWindow: 'Enabled'
      dayOfWeek: 0
      startHour: 2
      startMinute: 0
    }
  }
  dependsOn: [databaseNamesHere]
}

// In a file of its own, because the name of this resource is an id that is known only once the identity is there.
module databaseAdministrator 'database-administrator.bicep' = {
  name: 'database-administrator'
  params: {
    serverName: postgres.name
    principalId: identity.properties.principalId
    principalName: identity.name
  }
}

resource keepDatabase 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'keep-the-record'
  scope: postgres
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds the record of lessons and concerns: docs/admin/leaving.md before it is taken away.'
  }
}

resource sendDatabaseLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: postgres
  properties: {
    workspaceId: logs.id
    logs: [
      {
        category: 'PostgreSQLLogs'
        enabled: true
      }
    ]
  }
}

// Secrets.

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: resourceBaseName
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: 'Disabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: 'Deny'
    }
  }
}

resource vaultDoor 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: '${resourceBaseName}-vault'
  location: location
  tags: tags
  properties: {
    subnet: {
      id: network.properties.subnets[2].id
    }
    privateLinkServiceConnections: [
      {
        name: 'vault'
        properties: {
          privateLinkServiceId: vault.id
          groupIds: ['vault']
        }
      }
    ]
  }
}

resource vaultDoorName 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = {
  parent: vaultDoor
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'vault'
        properties: {
          privateDnsZoneId: vaultNames.id
        }
      }
    ]
  }
}

resource botPasswordSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(botPassword)) {
  parent: vault
  name: 'bot-password'
  properties: {
    value: botPassword
  }
}

resource sealKeySecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(sealKey)) {
  parent: vault
  name: 'seal-key'
  properties: {
    value: sealKey
  }
}

resource metricsTokenSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(metricsToken)) {
  parent: vault
  name: 'metrics-token'
  properties: {
    value: metricsToken
  }
}

resource smtpUrlSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(smtpUrl)) {
  parent: vault
  name: 'smtp-url'
  properties: {
    value: smtpUrl
  }
}

// Built-in role: Key Vault Secrets User.
var secretsUser = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '4633458b-17de-408a-b874-0445c86b69e6'
)

resource readSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, identity.id, secretsUser)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: secretsUser
  }
}

resource sendVaultLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: vault
  properties: {
    workspaceId: logs.id
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

// The program.

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: resourceBaseName
  location: location
  tags: tags
  kind: 'linux'
  // One that may always be on: Teams waits seconds, not a cold start.
  sku: {
    name: isTrust ? 'P0v3' : 'B1'
    capacity: isTrust ? 2 : 1
  }
  properties: {
    reserved: true
  }
}

resource webApp 'Microsoft.Web/sites@2023-12-01' = {
  name: resourceBaseName
  location: location
  tags: tags
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // Any instance may answer any request.
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: network.properties.subnets[0].id
    vnetRouteAllEnabled: true
    siteConfig: {
      linuxFxVersion: 'NODE|24-lts'
      appCommandLine: 'node dist/program/main.mjs'
      alwaysOn: true
      healthCheckPath: '/health'
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      remoteDebuggingEnabled: false
      // An instance that answers with faults for five minutes is started afresh; it goes on from what was recorded.
      autoHealEnabled: true
      autoHealRules: {
        triggers: {
          statusCodes: [
            {
              status: 500
              subStatus: 0
              win32Status: 0
              count: 20
              timeInterval: '00:05:00'
            }
          ]
        }
        actions: {
          actionType: 'Recycle'
          minProcessExecutionTime: '00:05:00'
        }
      }
      appSettings: concat(
        [
          {
            // The release comes with all that it needs.
            name: 'SCM_DO_BUILD_DURING_DEPLOYMENT'
            value: 'false'
          }
          {
            // It is run from the package as it was deployed: its files cannot be changed there.
            name: 'WEBSITE_RUN_FROM_PACKAGE'
            value: '1'
          }
          {
            // Seconds from SIGTERM: it needs 15 at most to finish what is under way and hand on the rest.
            name: 'WEBSITES_CONTAINER_STOP_TIME_LIMIT'
            value: '20'
          }
          {
            name: 'PUBLIC_URL'
            value: 'https://${resourceBaseName}.azurewebsites.net'
          }
          {
            name: 'BOT_ID'
            value: botId
          }
          {
            name: 'BOT_TENANT_ID'
            value: botTenantId
          }
          {
            name: 'DATABASE_URL'
            value: 'postgres://${identity.name}@${postgres.properties.fullyQualifiedDomainName}:5432/lesson_guard?sslmode=verify-full'
          }
          {
            name: 'DATABASE_IDENTITY'
            value: identity.properties.clientId
          }
          {
            // Kept between restarts: the newest seals are remembered there, and a school file can lie there.
            name: 'DATA_DIR'
            value: '/home/lesson-guard'
          }
          {
            name: 'SEAL_KEY'
            value: '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=seal-key)'
          }
          {
            name: 'METRICS_TOKEN'
            value: '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=metrics-token)'
          }
          {
            name: 'ADMIN_GROUP_ID'
            value: adminGroupId
          }
          {
            name: 'SCHOOL_FILE'
            value: schoolFile
          }
          {
            // For links into Teams; an empty setting is one that is not set.
            name: 'TEAMS_APP_ID'
            value: teamsAppId
          }
          {
            name: 'TEAMS_CATALOG_ID'
            value: teamsCatalogId
          }
        ],
        empty(botCertificateName)
          ? [
              {
                name: 'BOT_PASSWORD'
                value: '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=bot-password)'
              }
              {
                name: 'BOT_PASSWORD_ENDS'
                value: botPasswordEnds
              }
            ]
          : [
              {
                name: 'BOT_CERTIFICATE'
                value: '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=${botCertificateName})'
              }
            ],
        usesMailServer
          ? [
              {
                name: 'SMTP_URL'
                value: '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=smtp-url)'
              }
            ]
          : []
      )
    }
  }
  dependsOn: [readSecrets, vaultDoorName, vaultNamesHere, databaseAdministrator]
}

// No one publishes with a name and password: only with an account of the tenant.
resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2023-12-01' = {
  parent: webApp
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noScmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2023-12-01' = {
  parent: webApp
  name: 'scm'
  properties: {
    allow: false
  }
}

// Never the log of requests (AppServiceHTTPLogs): a request more on a quiet evening would tell that a concern was
// raised.
resource sendLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: webApp
  properties: {
    workspaceId: logs.id
    logs: [
      {
        category: 'AppServiceConsoleLogs'
        enabled: true
      }
      {
        category: 'AppServicePlatformLogs'
        enabled: true
      }
    ]
  }
}

resource scale 'Microsoft.Insights/autoscaleSettings@2022-10-01' = if (isTrust) {
  name: resourceBaseName
  location: location
  tags: tags
  properties: {
    enabled: true
    targetResourceUri: plan.id
    profiles: [
      {
        name: 'by processor'
        capacity: {
          minimum: '2'
          maximum: '5'
          default: '2'
        }
        rules: [
          {
            metricTrigger: {
              metricName: 'CpuPercentage'
              metricResourceUri: plan.id
              operator: 'GreaterThan'
              statistic: 'Average'
              threshold: 60
              timeAggregation: 'Average'
              timeGrain: 'PT1M'
              timeWindow: 'PT5M'
            }
            scaleAction: {
              direction: 'Increase'
              type: 'ChangeCount'
              value: '1'
              cooldown: 'PT5M'
            }
          }
          {
            metricTrigger: {
              metricName: 'CpuPercentage'
              metricResourceUri: plan.id
              operator: 'LessThan'
              statistic: 'Average'
              threshold: 20
              timeAggregation: 'Average'
              timeGrain: 'PT1M'
              timeWindow: 'PT15M'
            }
            scaleAction: {
              direction: 'Decrease'
              type: 'ChangeCount'
              value: '1'
              cooldown: 'PT30M'
            }
          }
        ]
      }
    ]
  }
}

// Alerts (docs/for-administrators.md, What to watch).

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: resourceBaseName
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'LessonGuard'
    emailReceivers: [
      {
        name: 'look after it'
        emailAddress: alertEmail
        useCommonAlertSchema: true
      }
    ]
  }
}

var programMetrics = [
  {
    name: 'not-healthy'
    says: 'Lesson Guard does not answer, or cannot reach its record: no press and no alert goes through.'
    metric: 'HealthCheckStatus'
    aggregation: 'Average'
    operator: 'LessThan'
    threshold: 100
    severity: 0
  }
  {
    name: 'faults'
    says: 'Lesson Guard answered a request with a fault: look at the log at that time.'
    metric: 'Http5xx'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 0
    severity: 1
  }
]

resource programAlerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for alarm in programMetrics: {
    name: '${resourceBaseName}-${alarm.name}'
    location: 'global'
    tags: tags
    properties: {
      description: alarm.says
      severity: alarm.severity
      enabled: true
      scopes: [webApp.id]
      evaluationFrequency: 'PT1M'
      windowSize: 'PT5M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: alarm.name
            metricName: alarm.metric
            timeAggregation: alarm.aggregation
            operator: alarm.operator
            threshold: alarm.threshold
          }
        ]
      }
      actions: [
        {
          actionGroupId: people.id
        }
      ]
    }
  }
]

var databaseMetrics = [
  {
    name: 'database-is-down'
    says: 'The database does not answer: nothing can be pressed or recorded.'
    metric: 'is_db_alive'
    aggregation: 'Maximum'
    operator: 'LessThan'
    threshold: 1
    severity: 0
  }
  {
    name: 'database-is-full'
    says: 'The disk of the database is nearly full. It grows by itself; look whether it did.'
    metric: 'storage_percent'
    aggregation: 'Average'
    operator: 'GreaterThan'
    threshold: 85
    severity: 2
  }
  {
    name: 'database-is-busy'
    says: 'The processor of the database is busy: answers become slow. A larger size helps.'
    metric: 'cpu_percent'
    aggregation: 'Average'
    operator: 'GreaterThan'
    threshold: 90
    severity: 2
  }
]

resource databaseAlerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for alarm in databaseMetrics: {
    name: '${resourceBaseName}-${alarm.name}'
    location: 'global'
    tags: tags
    properties: {
      description: alarm.says
      severity: alarm.severity
      enabled: true
      scopes: [postgres.id]
      evaluationFrequency: 'PT1M'
      windowSize: 'PT5M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: alarm.name
            metricName: alarm.metric
            timeAggregation: alarm.aggregation
            operator: alarm.operator
            threshold: alarm.threshold
          }
        ]
      }
      actions: [
        {
          actionGroupId: people.id
        }
      ]
    }
  }
]

// Words of the log that call for a person. A test looks for each in the source of the program.
var logWords = [
  {
    name: 'cannot-sign-in'
    says: 'Microsoft refuses the sign-in: no lesson is protected and no alert leaves.'
    words: 'Lesson Guard cannot sign in to Microsoft 365'
    severity: 0
  }
  {
    name: 'did-not-start'
    says: 'Lesson Guard did not start: its log says in one sentence which setting is the cause.'
    words: 'start-refused'
    severity: 0
  }
  {
    name: 'ended-by-a-fault'
    says: 'A fault ended Lesson Guard; Azure starts it again.'
    words: 'ended by a fault'
    severity: 1
  }
  {
    name: 'record-went-back'
    says: 'A signed part of the record is missing, and no restore says why: docs/operating.md.'
    words: 'record-went-back'
    severity: 1
  }
  {
    name: 'alert-is-late'
    says: 'The next step of an open concern is more than a minute late.'
    words: 'the next step of an open concern is more than a minute late'
    severity: 0
  }
  {
    name: 'not-allowed'
    says: 'A consent or a policy of Microsoft 365 is missing: compare with the set-up.'
    words: 'Microsoft did not allow it'
    severity: 2
  }
  {
    name: 'sign-in-ends'
    says: 'The client secret or certificate ends within 30 days: make a new one.'
    words: 'make a new one'
    severity: 2
  }
]

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alarm in logWords: {
    name: '${resourceBaseName}-${alarm.name}'
    location: location
    tags: tags
    properties: {
      displayName: 'Lesson Guard: ${alarm.name}'
      description: alarm.says
      severity: alarm.severity
      enabled: true
      scopes: [logs.id]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT5M'
      // The table is there only once the program has written its first line.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: 'AppServiceConsoleLogs | where ResultDescription has "${alarm.words}"'
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
          }
        ]
      }
      actions: {
        actionGroups: [people.id]
      }
    }
  }
]

// The bot, with its Teams channel and its calls.

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: resourceBaseName
  kind: 'azurebot'
  location: 'global'
  tags: tags
  sku: {
    name: 'F0'
  }
  properties: {
    displayName: 'Lesson Guard'
    endpoint: 'https://${webApp.properties.defaultHostName}/api/messages'
    msaAppId: botId
    msaAppTenantId: botTenantId
    msaAppType: 'SingleTenant'
  }
}

resource teamsChannel 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
      enableCalling: true
      callingWebhook: 'https://${webApp.properties.defaultHostName}/api/calls'
    }
  }
}

output BOT_DOMAIN string = webApp.properties.defaultHostName
output AZURE_APP_SERVICE_RESOURCE_ID string = webApp.id
