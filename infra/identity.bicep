// Who the app is to storage, logs, vault and sign-in: an identity instead of keys and passwords. It
// is made before the app, so that it may read the package when the app first starts.

@description('Name of the identity.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

@description('Resource ID.')
output id string = identity.id

@description('What roles are given to.')
output principalId string = identity.properties.principalId

@description('What settings name it by.')
output clientId string = identity.properties.clientId
