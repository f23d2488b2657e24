// Application Insights on a workspace of its own, with a daily cap. Only identities may send.

@description('What the names end with.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Most GB a day, as text.')
param gigabytesPerDay string

@description('Percent of the telemetry that is kept.')
param samplingPercentage int

@description('Identity of the app.')
param principalId string

var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-${name}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
    workspaceCapping: { dailyQuotaGb: json(gigabytesPerDay) }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${name}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    SamplingPercentage: samplingPercentage
    DisableLocalAuth: true
  }
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, principalId, metricsPublisher)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', metricsPublisher)
  }
}

@description('Where the platform sends to. It holds no secret, as only identities may send.')
output connection string = insights.properties.ConnectionString
