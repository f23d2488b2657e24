// A budget of the resource group: it sends mail, it stops nothing.

@description('Costs a month.')
param amount int

@description('First day, yyyy-MM-01.')
param startDate string

@description('Addresses besides those of the owners.')
param emails string[]

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: 'monthly'
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: startDate }
    notifications: {
      half: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 50
        thresholdType: 'Actual'
        contactEmails: emails
        contactRoles: ['Owner']
      }
      most: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 90
        thresholdType: 'Actual'
        contactEmails: emails
        contactRoles: ['Owner']
      }
      expected: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: emails
        contactRoles: ['Owner']
      }
    }
  }
}
