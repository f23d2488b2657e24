// The virtual network, if the storage account and the vault shall not be reachable from elsewhere.
// The app itself stays public: it is a website.

@description('Last part of the names of what is made.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Resource ID of the storage account.')
param storageId string

@description('Resource ID of the vault.')
param vaultId string

// Of each: the part that is reached, and the zone in which its public name leads to the endpoint.
var targets = [
  { part: 'blob', id: storageId, zone: 'privatelink.blob.${environment().suffixes.storage}' }
  { part: 'vault', id: vaultId, zone: 'privatelink.vaultcore.azure.net' }
]

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${name}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/24'] }
    subnets: [
      {
        name: 'app' // of instances alone, and with this delegation: Flex Consumption asks for both
        properties: {
          addressPrefix: '10.0.0.0/25'
          defaultOutboundAccess: true // to those who sign people in
          delegations: [
            { name: 'instances', properties: { serviceName: 'Microsoft.App/environments' } }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: '10.0.0.128/27', defaultOutboundAccess: false }
      }
    ]
  }
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for target in targets: {
    name: target.zone
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (target, i) in targets: {
    parent: zones[i]
    name: name
    location: 'global'
    tags: tags
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
]

resource endpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [
  for target in targets: {
    name: 'pep-${target.part}-${name}'
    location: location
    tags: tags
    properties: {
      subnet: { id: '${network.id}/subnets/endpoints' }
      privateLinkServiceConnections: [
        {
          name: target.part
          properties: { privateLinkServiceId: target.id, groupIds: [target.part] }
        }
      ]
    }
  }
]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [
  for (target, i) in targets: {
    parent: endpoints[i]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: target.part, properties: { privateDnsZoneId: zones[i].id } }]
    }
  }
]

@description('Resource ID of the subnet of the instances.')
output appSubnetId string = '${network.id}/subnets/app'
