// The function app on a Flex Consumption plan: no instance, and next to no cost, while nobody asks.

@description('Name of the app: part of its address, unique in Azure.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Version of Python.')
param pythonVersion string

@description('Memory of an instance in MB.')
param instanceMemory int

@description('Most instances at a time.')
param maximumInstances int

@description('Requests that an instance takes at a time.')
param requestsPerInstance int

@description('Resource ID of the subnet of the instances; empty: no virtual network.')
param subnetId string

@description('Resource ID of the app\'s identity.')
param identityId string

@description('Client ID of the app\'s identity.')
param identityClientId string

@description('Address of the blobs, with a slash at the end.')
param blobEndpoint string

@description('Container of the uploaded package.')
param packageContainer string

@description('Where the platform sends logs to.')
param logsConnection string

@description('Address of the vault, with a slash at the end.')
param vaultUri string

@description('Application (client) ID of the sign-in; empty: no sign-in.')
param clientId string

@description('How the app proves who it is: identity, certificate or secret.')
param clientCredential string

@description('Who signs people in.')
param authority string

@description('Address of the app as visitors see it; empty: that of azurewebsites.net.')
param baseUrl string

var platform = [
  { name: 'AzureWebJobsStorage__blobServiceUri', value: blobEndpoint }
  { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
  { name: 'AzureWebJobsStorage__clientId', value: identityClientId }
  { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: logsConnection }
  {
    name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING'
    value: 'ClientId=${identityClientId};Authorization=AAD'
  }
]
var credentials = {
  identity: { name: 'CLIENT_MANAGED_IDENTITY', value: identityClientId }
  certificate: {
    name: 'CLIENT_CERTIFICATE'
    value: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/client-certificate)'
  }
  secret: {
    name: 'CLIENT_SECRET'
    value: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/client-secret)'
  }
}
var signIn = [
  { name: 'CLIENT_ID', value: clientId }
  credentials[clientCredential]
  { name: 'SESSION_KEYS', value: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/session-keys)' }
  { name: 'AUTHORITY', value: authority }
  { name: 'BASE_URL', value: empty(baseUrl) ? 'https://${name}.azurewebsites.net' : baseUrl }
]

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true } // Linux
}

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'app' }) // by this azd finds where to deploy
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false // any instance answers any request
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${blobEndpoint}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: { name: 'python', version: pythonVersion }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemory
        maximumInstanceCount: maximumInstances
        triggers: { http: { perInstanceConcurrency: requestsPerInstance } }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      appSettings: empty(clientId) ? platform : concat(platform, signIn)
    }
  }
}

// Publishing takes an identity as well: no user name and password for it.
resource publishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = [
  for way in ['ftp', 'scm']: {
    parent: site
    name: way
    properties: { allow: false }
  }
]

@description('Name of the app.')
output name string = site.name

@description('Where the app answers.')
output url string = 'https://${site.properties.defaultHostName}'
