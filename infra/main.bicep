// Everything that the app needs, in a resource group of its own: `azd up` deploys this.
targetScope = 'subscription'

@description('Name of the environment: azd asks for it. It is part of the names of what is made.')
@minLength(1)
@maxLength(40)
param environmentName string

// Those that have Flex Consumption, by Microsoft's own template for Python as of 27 November 2026;
// those of today: az functionapp list-flexconsumption-locations
@description('Region: one that has Flex Consumption.')
@allowed([
  'australiaeast'
  'australiasoutheast'
  'brazilsouth'
  'canadacentral'
  'centralindia'
  'centralus'
  'eastasia'
  'eastus'
  'eastus2'
  'francecentral'
  'germanywestcentral'
  'italynorth'
  'japaneast'
  'koreacentral'
  'northcentralus'
  'northeurope'
  'norwayeast'
  'southafricanorth'
  'southcentralus'
  'southeastasia'
  'southindia'
  'spaincentral'
  'swedencentral'
  'uaenorth'
  'uksouth'
  'ukwest'
  'westcentralus'
  'westeurope'
  'westus'
  'westus2'
  'westus3'
])
@metadata({ azd: { type: 'location' } })
param location string

@description('Version of Python. The package is built for it.')
@allowed(['3.12', '3.13'])
param pythonVersion string = '3.13'

@description('Memory of an instance in MB: 512 has a quarter of a processor core, 2048 one, 4096 two.')
@allowed([512, 2048, 4096])
param instanceMemory int = 2048

@description('Most instances at a time: the brake on costs.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 5

@description('Requests that an instance takes at a time before another one is started.')
@minValue(1)
@maxValue(1000)
param requestsPerInstance int = 16

@description('Most GB of logs a day, as text because Bicep has no fractions. What comes later is lost.')
param logGigabytesPerDay string = '0.1'

@description('Percent of the telemetry that Application Insights keeps; host.json samples traces before.')
@minValue(1)
@maxValue(100)
param samplingPercentage int = 100

@description('Costs a month, in the currency of the subscription, of which mail is sent; 0: no budget.')
@minValue(0)
param monthlyBudget int = 5

@description('Addresses that get this mail, separated by commas; the owners of the subscription do anyway.')
param budgetEmails string = ''

@description('First day of the budget, yyyy-MM-01; empty: of this month. azd keeps it from then on.')
param budgetStart string = ''

@description('Not to be given: the first day of this month.')
param firstOfMonth string = utcNow('yyyy-MM-01')

@description('Application (client) ID of the sign-in; empty: no sign-in.')
param clientId string = ''

@description('How the app proves who it is: as the identity, by a certificate or by a secret.')
@allowed(['identity', 'certificate', 'secret'])
param clientCredential string = 'identity'

@description('Client secret, if it proves who the app is. Empty: the vault keeps the one that it has.')
@secure()
param clientSecret string = ''

@description('Keys that encrypt the cookies (SESSION_KEYS). Empty: the vault keeps those that it has.')
@secure()
param sessionKeys string = ''

@description('Who signs people in (AUTHORITY), such as https://login.microsoftonline.com/TENANT_ID')
param authority string = ''

@description('Address of the app as visitors see it (BASE_URL); empty: that of azurewebsites.net.')
param baseUrl string = ''

@description('Whether storage and vault are reachable from a virtual network of their own only.')
param privateNetwork bool = false

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var start = empty(budgetStart) ? firstOfMonth : budgetStart

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'identity.bicep' = {
  name: 'identity'
  scope: group
  params: { name: 'id-${token}', location: location, tags: tags }
}

module storage 'storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    isPublic: !privateNetwork
    principalId: identity.outputs.principalId
  }
}

module logs 'logs.bicep' = {
  name: 'logs'
  scope: group
  params: {
    name: token
    location: location
    tags: tags
    gigabytesPerDay: logGigabytesPerDay
    samplingPercentage: samplingPercentage
    principalId: identity.outputs.principalId
  }
}

module secrets 'secrets.bicep' = {
  name: 'secrets'
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    clientSecret: clientCredential == 'secret' ? clientSecret : ''
    sessionKeys: sessionKeys
    isPublic: !privateNetwork
    principalId: identity.outputs.principalId
  }
}

module network 'network.bicep' = if (privateNetwork) {
  name: 'network'
  scope: group
  params: {
    name: token
    location: location
    tags: tags
    storageId: storage.outputs.id
    vaultId: secrets.outputs.id
  }
}

module app 'app.bicep' = {
  name: 'app'
  scope: group
  params: {
    name: 'func-${token}'
    location: location
    tags: tags
    pythonVersion: pythonVersion
    instanceMemory: instanceMemory
    maximumInstances: maximumInstances
    requestsPerInstance: requestsPerInstance
    subnetId: privateNetwork ? network.outputs.appSubnetId : ''
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    blobEndpoint: storage.outputs.blobEndpoint
    packageContainer: storage.outputs.packageContainer
    logsConnection: logs.outputs.connection
    vaultUri: secrets.outputs.uri
    clientId: clientId
    clientCredential: clientCredential
    authority: authority
    baseUrl: baseUrl
  }
}

module budget 'budget.bicep' = if (monthlyBudget > 0) {
  name: 'budget'
  scope: group
  params: {
    amount: monthlyBudget
    startDate: start
    emails: empty(budgetEmails) ? [] : split(budgetEmails, ',')
  }
}

@description('Name of the resource group.')
output AZURE_RESOURCE_GROUP string = group.name

@description('Name of the function app.')
output AZURE_FUNCTION_APP string = app.outputs.name

@description('Where the app answers.')
output APP_URL string = app.outputs.url

@description('Issuer of the identity\'s tokens, for the federated credential of the application.')
output SIGN_IN_ISSUER string = '${environment().authentication.loginEndpoint}${subscription().tenantId}/v2.0'

@description('Subject of the identity\'s tokens, for the same.')
output SIGN_IN_SUBJECT string = identity.outputs.principalId

@description('Name of the vault with the secrets.')
output AZURE_KEY_VAULT string = secrets.outputs.name

@description('What azd gives back as budgetStart next time: a budget\'s first day cannot be moved. Empty: no budget.')
output BUDGET_START string = monthlyBudget > 0 ? start : ''
