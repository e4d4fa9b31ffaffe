// One bot and one application. The app registration exists already (teamsapp.yml makes it): its id and secret
// come in as parameters, and the secret is kept in the key vault only.
//
// App Service keeps nothing on a local disk between restarts, and the network share that it does keep is no
// place for SQLite's write-ahead log. Here the record therefore lives in PostgreSQL: databaseUrl has no default,
// so that nobody deploys an application that would lose its record.

@description('Name of every resource; unique in the world.')
@minLength(6)
@maxLength(20)
param resourceBaseName string

@description('Client id of the single-tenant app registration.')
param botId string

@description('Tenant of the school.')
param botTenantId string

@secure()
@description('Client secret of the app registration.')
param botPassword string

@description('Day on which the client secret ends, such as 2027-01-14: the administrators are told before. Empty: unknown.')
param botPasswordEnds string

@secure()
@description('postgres:// address of the database that holds the record.')
param databaseUrl string

@secure()
@description('Ed25519 private key that seals are signed with, in base64 (docs/seal.md).')
param sealKey string

@description('Entra group of the first administrators.')
param adminGroupId string

@description('Id of the app in its manifest.')
param teamsAppId string

@description('Id of the app in the catalogue of the school, known once it is published: empty until then.')
param teamsCatalogId string

@description('Plan of the web app. It has to be one that may always be on: Teams waits seconds, not a cold start.')
param webAppSku string = 'B1'

param location string = resourceGroup().location

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: resourceBaseName
  location: location
  kind: 'linux'
  sku: {
    name: webAppSku
    capacity: 1
  }
  properties: {
    reserved: true
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: resourceBaseName
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enablePurgeProtection: true
  }
}

resource botPasswordSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'bot-password'
  properties: {
    value: botPassword
  }
}

resource databaseUrlSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'database-url'
  properties: {
    value: databaseUrl
  }
}

resource sealKeySecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'seal-key'
  properties: {
    value: sealKey
  }
}

resource webApp 'Microsoft.Web/sites@2023-12-01' = {
  name: resourceBaseName
  location: location
  kind: 'app,linux'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: {
      linuxFxVersion: 'NODE|24-lts'
      appCommandLine: 'node dist/program/main.mjs'
      alwaysOn: true
      healthCheckPath: '/health'
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      appSettings: [
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
          name: 'BOT_PASSWORD'
          value: '@Microsoft.KeyVault(SecretUri=${botPasswordSecret.properties.secretUri})'
        }
        {
          name: 'BOT_PASSWORD_ENDS'
          value: botPasswordEnds
        }
        {
          name: 'DATABASE_URL'
          value: '@Microsoft.KeyVault(SecretUri=${databaseUrlSecret.properties.secretUri})'
        }
        {
          // Kept between restarts: the newest seals are remembered there, nothing else.
          name: 'DATA_DIR'
          value: '/home/lesson-guard'
        }
        {
          name: 'SEAL_KEY'
          value: '@Microsoft.KeyVault(SecretUri=${sealKeySecret.properties.secretUri})'
        }
        {
          name: 'ADMIN_GROUP_ID'
          value: adminGroupId
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
      ]
    }
  }
}

// What the program writes on standard output, its security log with it, goes where the program's identity cannot
// change it (docs/security.md, 16.4).
resource logs 'Microsoft.OperationalInsights/workspaces@2022-10-01' = {
  name: resourceBaseName
  location: location
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: 90
  }
}

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
    ]
  }
}

// Built-in role: Key Vault Secrets User.
var secretsUser = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '4633458b-17de-408a-b874-0445c86b69e6'
)

resource readSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, webApp.id, secretsUser)
  properties: {
    principalId: webApp.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: secretsUser
  }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: resourceBaseName
  kind: 'azurebot'
  location: 'global'
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
