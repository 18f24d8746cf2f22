import '../simulator/main.ts'
